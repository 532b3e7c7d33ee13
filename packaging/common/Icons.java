import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes the icons of Windows and macOS from the PNG files of the one drawing: `java Icons.java icons FOLDER`.
///
/// Both formats are a table of contents and the PNG files themselves.
final class Icons {
    private static final int[] WINDOWS = {16, 24, 32, 48, 64, 128, 256};

    private Icons() {}

    public static void main(String[] arguments) throws IOException {
        Path icons = Path.of(arguments[0]);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        Files.write(folder.resolve("postern.ico"), ico(icons));
        Files.write(folder.resolve("postern.icns"), icns(icons));
    }

    private static byte[] png(Path icons, int size) throws IOException {
        return Files.readAllBytes(icons.resolve("postern-" + size + ".png"));
    }

    private static byte[] ico(Path icons) throws IOException {
        ByteBuffer table = ByteBuffer.allocate(6 + 16 * WINDOWS.length).order(ByteOrder.LITTLE_ENDIAN);
        ByteArrayOutputStream images = new ByteArrayOutputStream();
        table.putShort((short) 0).putShort((short) 1).putShort((short) WINDOWS.length);
        for (int size : WINDOWS) {
            byte[] png = png(icons, size);
            // 256 is written as 0. One plane, 32 bits for each pixel.
            table.put((byte) size).put((byte) size).putShort((short) 0).putShort((short) 1).putShort((short) 32);
            table.putInt(png.length).putInt(table.capacity() + images.size());
            images.write(png);
        }
        ByteArrayOutputStream ico = new ByteArrayOutputStream();
        ico.write(table.array());
        images.writeTo(ico);
        return ico.toByteArray();
    }

    private static byte[] icns(Path icons) throws IOException {
        // The second type of a size is that of half the size on screens with twice the pixels.
        Map<String, Integer> types = new LinkedHashMap<>();
        types.put("icp4", 16);
        types.put("icp5", 32);
        types.put("ic11", 32);
        types.put("ic12", 64);
        types.put("ic07", 128);
        types.put("ic08", 256);
        types.put("ic13", 256);
        types.put("ic09", 512);
        types.put("ic14", 512);
        ByteArrayOutputStream images = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(images);
        for (Map.Entry<String, Integer> type : types.entrySet()) {
            byte[] png = png(icons, type.getValue());
            out.writeBytes(type.getKey());
            out.writeInt(8 + png.length);
            out.write(png);
        }
        ByteArrayOutputStream icns = new ByteArrayOutputStream();
        DataOutputStream head = new DataOutputStream(icns);
        head.writeBytes("icns");
        head.writeInt(8 + images.size());
        images.writeTo(icns);
        return icns.toByteArray();
    }
}
