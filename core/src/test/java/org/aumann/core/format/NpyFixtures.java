package org.aumann.core.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** NumPy files, made by hand from the definition in the NumPy documentation. */
final class NpyFixtures {
    private NpyFixtures() {}

    /** Version 1.0: magic, version, length in two bytes, the dictionary padded to 128 bytes in all. */
    static byte[] npy(String dictionary, byte[] data) {
        int total = 128;
        ByteBuffer buffer = ByteBuffer.allocate(total + data.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII));
        buffer.put((byte) 1).put((byte) 0).putShort((short) (total - 10));
        buffer.put(dictionary.getBytes(StandardCharsets.US_ASCII));
        while (buffer.position() < total - 1) {
            buffer.put((byte) ' ');
        }
        return buffer.put((byte) '\n').put(data).array();
    }

    static byte[] doubles(double... values) {
        ByteBuffer buffer = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            buffer.putDouble(value);
        }
        return buffer.array();
    }

    static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    static byte[] encode(String type, double... values) {
        int size = type.charAt(2) - '0';
        ByteBuffer buffer = ByteBuffer.allocate(size * values.length)
                .order(type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            switch (type.substring(1)) {
                case "f2" -> buffer.putShort(Float.floatToFloat16((float) value));
                case "f4" -> buffer.putFloat((float) value);
                case "f8" -> buffer.putDouble(value);
                case "i8", "u8" -> buffer.putLong((long) value);
                case "i4", "u4" -> buffer.putInt((int) value);
                case "i2", "u2" -> buffer.putShort((short) value);
                default -> buffer.put((byte) (long) value);
            }
        }
        return buffer.array();
    }

    /** A float32 array in Fortran order. */
    static byte[] columns(String shape, double... values) {
        return npy("{'descr': '<f4', 'fortran_order': True, 'shape': " + shape + ", }", encode("<f4", values));
    }
}
