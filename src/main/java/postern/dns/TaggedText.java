package postern.dns;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A TXT record of fields after a version, as those of MTA-STS and TLS reporting are (RFC 8461 section 3.1, RFC 8460
/// section 3): `v=STSv1; id=1;`. The version comes first, the fields in any order; unknown ones mean nothing.
///
/// @param text   the record
/// @param fields `name=value`, without the version
record TaggedText(String text, List<String> fields) {
    private static final Pattern DELIMITER = Pattern.compile("[ \t]*;[ \t]*");

    TaggedText {
        fields = List.copyOf(fields);
    }

    /// The records of a version among others; a version that only begins alike is another.
    ///
    /// @param version for example `v=STSv1`
    static List<TaggedText> of(String version, List<String> records) {
        return records.stream()
                .map(text -> new TaggedText(text, List.of(DELIMITER.split(text.strip()))))
                .filter(tagged -> tagged.fields.getFirst().equals(version))
                .map(tagged -> new TaggedText(tagged.text, tagged.fields.subList(1, tagged.fields.size())))
                .toList();
    }

    /// The value of the first field of a name; empty if there is none.
    Optional<String> value(String name) {
        String start = name + "=";
        return fields.stream()
                .filter(field -> field.startsWith(start))
                .map(field -> field.substring(start.length()))
                .findFirst();
    }

    /// The texts of some records.
    static List<String> texts(List<TaggedText> records) {
        return records.stream().map(TaggedText::text).toList();
    }
}
