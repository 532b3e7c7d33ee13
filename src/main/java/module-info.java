/// Postern: finds out why mail servers cannot talk TLS to each other, and what to change.
module postern {
    requires info.picocli;
    requires openhtmltopdf.core;
    requires openhtmltopdf.pdfbox;
    requires static org.jspecify;
    requires org.apache.fontbox;
    requires org.apache.pdfbox;
    requires org.apache.pdfbox.io;
    requires org.apache.commons.net;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.tls;
    requires org.bouncycastle.util;
    requires tools.jackson.databind;

    opens postern.cli to
            info.picocli;
}
