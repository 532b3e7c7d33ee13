package postern.dns;

import java.util.Arrays;
import java.util.List;

/// Where senders report on TLS to (RFC 8460 section 3).
public sealed interface TlsReporting {

    /// No record: nobody reports.
    record NotPublished() implements TlsReporting {}

    /// Several records, or one that cannot be read: nobody reports.
    record Invalid(List<String> texts) implements TlsReporting {
        public Invalid {
            texts = List.copyOf(texts);
        }
    }

    /// Not known.
    record Unknown(Failure why) implements TlsReporting {}

    /// Reports go to these addresses.
    ///
    /// @param destinations `mailto:` and `https:` addresses
    record Published(List<String> destinations) implements TlsReporting {
        public Published {
            destinations = List.copyOf(destinations);
        }
    }

    /// What the texts of `_smtp._tls.domain` say.
    static TlsReporting of(Lookup<String> texts) {
        return switch (texts) {
            case Lookup.Failed<String>(Failure why, var _) -> new Unknown(why);
            case Lookup.NoSuchName<String> _, Lookup.NoData<String> _ -> new NotPublished();
            case Lookup.Found<String>(var records, var _, var _) -> {
                List<TaggedText> own = TaggedText.of("v=TLSRPTv1", records);
                yield switch (own.size()) {
                    case 0 -> new NotPublished();
                    case 1 ->
                        own.getFirst()
                                .value("rua")
                                .filter(addresses -> !addresses.isBlank())
                                .<TlsReporting>map(addresses -> new Published(Arrays.stream(addresses.split(",", -1))
                                        .map(String::strip)
                                        .toList()))
                                .orElseGet(() -> new Invalid(TaggedText.texts(own)));
                    default -> new Invalid(TaggedText.texts(own));
                };
            }
        };
    }
}
