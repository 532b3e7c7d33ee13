package postern.dns;

import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// MTA-STS of a domain: its record and its policy (RFC 8461).
public sealed interface MtaSts {

    /// There is no record: senders do not look for a policy.
    record NotPublished() implements MtaSts {}

    /// There are several records or the one there is cannot be read: senders act as if there were none
    /// (RFC 8461 section 3.1).
    record RecordInvalid(List<String> texts) implements MtaSts {
        public RecordInvalid {
            texts = List.copyOf(texts);
        }
    }

    /// Not known.
    record Unknown(Failure why) implements MtaSts {}

    /// There is a record.
    ///
    /// @param record its text
    /// @param id     the policy's number, which is to change with every change of the policy
    /// @param fetch  what came of fetching the policy
    record Published(String record, String id, PolicyFetch fetch) implements MtaSts {}

    /// RFC 8461 section 3.1.
    Pattern ID = Pattern.compile("[A-Za-z0-9]{1,32}");

    /// What the texts of `_mta-sts.domain` say.
    ///
    /// @param policy fetches the policy, asked only if there is a record
    static MtaSts of(Lookup<String> texts, Supplier<PolicyFetch> policy) {
        return switch (texts) {
            case Lookup.Failed<String>(Failure why, var _) -> new Unknown(why);
            case Lookup.NoSuchName<String> _, Lookup.NoData<String> _ -> new NotPublished();
            case Lookup.Found<String>(var records, var _, var _) -> {
                List<TaggedText> own = TaggedText.of("v=STSv1", records);
                yield switch (own.size()) {
                    case 0 -> new NotPublished();
                    case 1 ->
                        own.getFirst()
                                .value("id")
                                .filter(id -> ID.matcher(id).matches())
                                .<MtaSts>map(id -> new Published(own.getFirst().text(), id, policy.get()))
                                .orElseGet(() -> new RecordInvalid(TaggedText.texts(own)));
                    default -> new RecordInvalid(TaggedText.texts(own));
                };
            }
        };
    }
}
