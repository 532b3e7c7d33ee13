package postern.certificate;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/// A chain of server, two intermediates and a root, with the wanted faults and no others.
record FaultyChain(CertificateChain sent, List<Certificate> anchors) {
    static final String HOST = "mail.example.com";

    static FaultyChain with(Set<Fault> faults) {
        Authority root = Authority.named("Root");
        Authority upper = Authority.named("Upper");
        Authority lower = Authority.named("Lower");

        var rootDraft = root.issues(root);
        if (faults.contains(Fault.ROOT_EXPIRED)) {
            rootDraft.expired();
        }
        Certificate rootCertificate = rootDraft.make();
        Certificate upperCertificate = root.issues(upper).make();
        var lowerDraft = upper.issues(lower);
        if (faults.contains(Fault.INTERMEDIATE_EXPIRED)) {
            lowerDraft.expired();
        }
        if (faults.contains(Fault.INTERMEDIATE_SIGNED_BY_SHA1)) {
            lowerDraft.signedWith("SHA1");
        }
        Certificate lowerCertificate = lowerDraft.make();

        var sent = new ArrayList<>(List.of(leaf(lower, faults)));
        if (!faults.contains(Fault.INTERMEDIATE_MISSING)) {
            sent.add(lowerCertificate);
        }
        sent.add(upperCertificate);
        if (faults.contains(Fault.INTERMEDIATES_SWAPPED)) {
            sent.set(1, upperCertificate);
            sent.set(2, lowerCertificate);
        }
        if (faults.contains(Fault.INTERMEDIATE_TWICE)) {
            sent.add(sent.get(1));
        }
        if (faults.contains(Fault.ROOT_SENT)) {
            sent.add(rootCertificate);
        }
        if (faults.contains(Fault.STRANGER_SENT)) {
            sent.add(Authority.named("Stranger")
                    .issues(Authority.named("Visitor"))
                    .make());
        }
        // An unknown private root belongs to an organisation of which no root is known.
        Authority known = Authority.named("Elsewhere");
        return new FaultyChain(
                new CertificateChain(sent),
                List.of(
                        faults.contains(Fault.ROOT_UNKNOWN)
                                ? known.issues(known).make()
                                : rootCertificate));
    }

    ChainAssessment assessment() {
        return ChainCheck.assess(sent, TrustAnchors.of(anchors), Authority.AT, Optional.of(HOST));
    }

    private static Certificate leaf(Authority issuer, Set<Fault> faults) {
        KeyPair key = faults.contains(Fault.LEAF_KEY_SHORT)
                ? Authority.key("server", "RSA", 1024)
                : Authority.key("server", "EC", 256);
        String name = faults.contains(Fault.NAME_OF_ANOTHER) ? "www.example.net" : HOST;
        var draft = issuer.issuesServer("CN=" + name, key, name);
        if (faults.contains(Fault.LEAF_EXPIRED)) {
            draft.expired();
        }
        if (faults.contains(Fault.LEAF_NOT_YET_VALID)) {
            draft.notYetValid();
        }
        if (faults.contains(Fault.LEAF_SIGNED_BY_SHA1)) {
            draft.signedWith("SHA1");
        }
        if (faults.contains(Fault.LEAF_FOR_CLIENTS)) {
            draft.extension(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
        }
        return draft.make();
    }
}
