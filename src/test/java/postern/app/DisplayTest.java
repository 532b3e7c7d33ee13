package postern.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    # system,    glass.platform, awt.headless, DISPLAY, WAYLAND_DISPLAY, available
                    Linux,       '',             false,        '',      '',              false
                    Linux,       '',             false,        ':0',    '',              true
                    Linux,       '',             false,        '',      wayland-0,       true
                    Linux,       '',             true,         ':0',    '',              false
                    Linux,       Headless,       true,         '',      '',              true
                    Windows 11,  '',             false,        '',      '',              true
                    Windows 11,  '',             true,         '',      '',              false
                    Mac OS X,    '',             false,        '',      '',              true
                    FreeBSD,     '',             false,        '',      '',              false
                    """)
    void isThereWhenTheSystemHasOne(
            String system, String platform, String headless, String display, String wayland, boolean available) {
        Properties properties = new Properties();
        properties.setProperty("os.name", system);
        properties.setProperty("glass.platform", platform);
        properties.setProperty("java.awt.headless", headless);
        assertThat(Display.isAvailable(properties, Map.of("DISPLAY", display, "WAYLAND_DISPLAY", wayland)))
                .isEqualTo(available);
    }
}
