/// Postern: finds out why mail servers cannot talk TLS to each other, and what to change.
module postern {
    requires static org.jspecify;
    requires atlantafx.base;
    requires javafx.controls;
    requires org.apache.commons.net;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.tls;
    requires org.bouncycastle.util;
    requires org.controlsfx.controls;
    requires org.kordamp.ikonli.javafx;
    requires org.kordamp.ikonli.material2;
    requires tools.jackson.databind;

    opens postern.app.settings to
            tools.jackson.databind;
}
