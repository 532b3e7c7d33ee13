package postern.certificate;

import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;

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
        if (faults.contains(Fault.ROOT_NOT_YET_VALID)) {
            rootDraft.notYetValid();
        }
        Certificate rootCertificate = rootDraft.make();
        var upperDraft = root.issues(upper);
        if (faults.contains(Fault.ONE_INTERMEDIATE_TOO_MANY)) {
            upperDraft.extension(Extension.basicConstraints, new BasicConstraints(0));
        }
        Certificate upperCertificate = upperDraft.make();
        var lowerDraft = upper.issues(lower);
        if (faults.contains(Fault.INTERMEDIATE_EXPIRED)) {
            lowerDraft.expired();
        }
        if (faults.contains(Fault.INTERMEDIATE_SIGNED_BY_SHA1)) {
            lowerDraft.signedWith("SHA1");
        }
        if (faults.contains(Fault.INTERMEDIATE_NOT_YET_VALID)) {
            lowerDraft.notYetValid();
        }
        if (faults.contains(Fault.INTERMEDIATE_FOR_CLIENTS)) {
            lowerDraft.extension(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
        }
        if (faults.contains(Fault.INTERMEDIATE_NO_AUTHORITY)) {
            lowerDraft.extension(Extension.basicConstraints, new BasicConstraints(false));
        }
        if (faults.contains(Fault.INTERMEDIATE_FOR_OTHER_NAMES)) {
            var other = new GeneralSubtree(new GeneralName(GeneralName.dNSName, "example.org"));
            lowerDraft.critical(Extension.nameConstraints, new NameConstraints(new GeneralSubtree[] {other}, null));
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
        if (faults.contains(Fault.LEAF_NOT_FOR_TLS)) {
            draft.extension(Extension.keyUsage, new KeyUsage(KeyUsage.cRLSign));
        }
        if (faults.contains(Fault.LEAF_MUST_STAPLE)) {
            draft.extension(DescribedChain.TLS_FEATURE, new DERSequence(new ASN1Integer(5)));
        }
        if (faults.contains(Fault.LEAF_EXTENSION_UNKNOWN)) {
            draft.critical(DescribedChain.NOBODY_KNOWS, DERNull.INSTANCE);
        }
        if (faults.contains(Fault.NAME_IN_COMMON_NAME)) {
            draft.without(Extension.subjectAlternativeName);
        }
        return draft.make();
    }
}
