package postern.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IssuerAddressTest {
    @Test
    void isTheOneNamedForTheIssuerAndNotThatOfItsAnswers() {
        assertThat(naming("http://ca.example.com/issuer.crt").issuerAddress())
                .contains("http://ca.example.com/issuer.crt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ldap://ca.example.com/cn=issuer", "http://ca.example.com/'; reboot '", "http://", ""})
    void isNothingThatCannotBeFetchedOrIsNoAddress(String address) {
        assertThat(naming(address).issuerAddress()).isEmpty();
    }

    private static CertificateDetails naming(String address) {
        var access = new AuthorityInformationAccess(new AccessDescription[] {
            new AccessDescription(
                    AccessDescription.id_ad_ocsp,
                    new GeneralName(GeneralName.uniformResourceIdentifier, "http://ocsp.example.com")),
            new AccessDescription(
                    AccessDescription.id_ad_caIssuers, new GeneralName(GeneralName.uniformResourceIdentifier, address))
        });
        Authority authority = Authority.named("Issuer");
        return authority
                .issuesServer("CN=mail.example.com", authority.key(), "mail.example.com")
                .extension(Extension.authorityInfoAccess, access)
                .make()
                .details()
                .orElseThrow();
    }
}
