package postern.casefile;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import postern.certificate.Certificate;
import postern.certificate.CertificateParser;
import postern.certificate.MalformedCertificateException;
import postern.dns.Lookup;
import postern.dns.MailRoute;
import postern.dns.MtaSts;
import postern.dns.PolicyFetch;
import postern.dns.StsPolicyReading;
import postern.dns.TlsReporting;
import postern.probe.Observed;
import postern.probe.SenderTrial;
import postern.probe.Trouble;
import postern.sender.SenderProfile;
import postern.sender.SenderProfiles;
import postern.tls.CipherSuite;
import postern.tls.VersionSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/// Turns what probes and lookups saw into JSON and back: records by their parts, the kinds of a sealed type by their
/// names, which therefore must not change.
final class CaseJson {
    /// Says which kind of a sealed type stands there.
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    private interface Kinds {}

    private static final List<Class<?>> SEALED = List.of(
            Lookup.class,
            MailRoute.class,
            MtaSts.class,
            PolicyFetch.class,
            StsPolicyReading.class,
            TlsReporting.class,
            Observed.class,
            SenderTrial.Result.class,
            Trouble.class,
            VersionSupport.class);

    private static final JsonMapper MAPPER = mapper();

    private CaseJson() {}

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /// @throws JacksonException if the JSON does not hold such a value
    static <T> T value(JsonNode tree, Class<T> type) {
        return MAPPER.treeToValue(tree, type);
    }

    private static JsonMapper mapper() {
        var module = new SimpleModule()
                .addSerializer(Certificate.class, new CertificateWriter())
                .addDeserializer(Certificate.class, new CertificateReader())
                .addSerializer(new TextWriter<>(InetAddress.class, InetAddress::getHostAddress))
                .addDeserializer(InetAddress.class, new TextReader<>(text -> Optional.of(InetAddress.ofLiteral(text))))
                .addSerializer(new TextWriter<>(CipherSuite.class, suite -> String.format("0x%06x", suite.code())))
                .addDeserializer(CipherSuite.class, new TextReader<>(text -> CipherSuite.coded(Integer.decode(text))))
                .addSerializer(new TextWriter<>(SenderProfile.class, SenderProfile::id))
                .addDeserializer(SenderProfile.class, new TextReader<>(CaseJson::profile));
        JsonMapper.Builder builder = JsonMapper.builder()
                .addModule(module)
                .changeDefaultVisibility(visible -> visible.withGetterVisibility(Visibility.NONE)
                        .withIsGetterVisibility(Visibility.NONE)
                        .withFieldVisibility(Visibility.ANY));
        SEALED.forEach(type -> builder.addMixIn(type, Kinds.class));
        return builder.build();
    }

    private static Optional<SenderProfile> profile(String id) {
        return SenderProfiles.all().stream()
                .filter(profile -> profile.id().equals(id))
                .findFirst();
    }

    private static final class TextWriter<T> extends ValueSerializer<T> {
        private final Class<T> type;
        private final java.util.function.Function<T, String> text;

        TextWriter(Class<T> type, java.util.function.Function<T, String> text) {
            this.type = type;
            this.text = text;
        }

        @Override
        public Class<T> handledType() {
            return type;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeString(text.apply(value));
        }

        /// The kinds of an address are told apart by how it is written.
        @Override
        public void serializeWithType(
                T value,
                JsonGenerator out,
                SerializationContext context,
                tools.jackson.databind.jsontype.TypeSerializer typing) {
            serialize(value, out, context);
        }
    }

    private static final class TextReader<T> extends ValueDeserializer<T> {
        private final java.util.function.Function<String, Optional<T>> reading;

        TextReader(java.util.function.Function<String, Optional<T>> reading) {
            this.reading = reading;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) {
            String text = in.getValueAsString("");
            try {
                return reading.apply(text).orElseThrow(() -> unknown(in, text));
            } catch (IllegalArgumentException _) {
                throw unknown(in, text);
            }
        }

        private static DatabindException unknown(JsonParser in, String text) {
            return DatabindException.from(in, "Unknown: " + text);
        }
    }

    private static final class CertificateWriter extends ValueSerializer<Certificate> {
        @Override
        public void serialize(Certificate certificate, JsonGenerator out, SerializationContext context) {
            out.writeStartObject();
            out.writeStringProperty("subject", certificate.subject());
            out.writeStringProperty("issuer", certificate.issuer());
            certificate.details().ifPresent(details -> {
                try {
                    out.writeStringProperty(
                            RedactedJson.DER,
                            Base64.getEncoder().encodeToString(details.source().getEncoded()));
                } catch (java.io.IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            out.writeEndObject();
        }
    }

    private static final class CertificateReader extends ValueDeserializer<Certificate> {
        @Override
        public Certificate deserialize(JsonParser in, DeserializationContext context) {
            JsonNode node = context.readTree(in);
            String der = node.path(RedactedJson.DER).asString("");
            try {
                return der.isEmpty()
                        ? new Certificate(
                                node.path("subject").asString(""),
                                node.path("issuer").asString(""),
                                Optional.empty())
                        : CertificateParser.der(Base64.getDecoder().decode(der));
            } catch (MalformedCertificateException | IllegalArgumentException _) {
                throw DatabindException.from(in, "Not a certificate");
            }
        }
    }
}
