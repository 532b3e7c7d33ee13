/// Postern: finds out why mail servers cannot talk TLS to each other, and what to change.
module postern {
    requires atlantafx.base;
    requires com.github.weisj.jsvg;
    requires info.picocli;
    requires io.github.javadiffutils;
    requires java.desktop;
    requires java.logging;
    requires java.xml;
    requires javafx.controls;
    requires openhtmltopdf.core;
    requires openhtmltopdf.pdfbox;
    requires org.apache.commons.io;
    requires org.apache.commons.net;
    requires org.apache.fontbox;
    requires org.apache.pdfbox;
    requires org.apache.pdfbox.io;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.tls;
    requires org.bouncycastle.util;
    requires org.controlsfx.controls;
    requires org.dnsjava;
    requires static org.jspecify;
    requires org.kordamp.ikonli.javafx;
    requires org.kordamp.ikonli.material2;
    requires tools.jackson.databind;

    opens postern.certificate to
            tools.jackson.databind;
    opens postern.dns to
            tools.jackson.databind;
    opens postern.probe to
            tools.jackson.databind;
    opens postern.tls to
            tools.jackson.databind;
    opens postern.app.settings to
            tools.jackson.databind;
    opens postern.cli to
            info.picocli;
}
