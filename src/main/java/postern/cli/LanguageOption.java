package postern.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import postern.language.Language;

/// The language of what is written for people.
final class LanguageOption {
    @Option(names = "--language", paramLabel = "en|zh", descriptionKey = "language", converter = Tag.class)
    Locale language = Language.nearest(Locale.getDefault(Locale.Category.DISPLAY));

    /// Reads a language by its tag.
    static final class Tag implements ITypeConverter<Locale> {
        @Override
        public Locale convert(String tag) {
            return Language.named(tag)
                    .orElseThrow(() -> new TypeConversionException(Messages.of("not-a-language", tag)));
        }
    }
}
