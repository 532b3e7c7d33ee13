package postern.example;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/// The chain of the built-in case: server, intermediate, an authority that an older root has certified, and that root
/// itself. It comes ready made, since making RSA keys takes seconds.
///
/// @param serverKey the private key of the first
/// @param chain     as the server sends it in DER, its own certificate first, the root last
record ExampleCertificates(AsymmetricKeyParameter serverKey, List<byte[]> chain) {
    ExampleCertificates {
        chain = List.copyOf(chain);
    }

    static ExampleCertificates read() {
        List<byte[]> parts = new ArrayList<>();
        try (PemReader reader = new PemReader(new StringReader(ExampleCase.text("server.pem")))) {
            for (PemObject part = reader.readPemObject(); part != null; part = reader.readPemObject()) {
                parts.add(part.getContent());
            }
            return new ExampleCertificates(
                    PrivateKeyFactory.createKey(parts.getFirst()), parts.subList(1, parts.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
