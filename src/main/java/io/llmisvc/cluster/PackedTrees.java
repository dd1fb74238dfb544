package io.llmisvc.cluster;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.llmisvc.model.naming.Kind;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Trees as few bytes. Objects of one kind are much alike, so each is written as what it adds to
 * some earlier ones of its kind.
 */
final class PackedTrees {
  /** As far back as the format can refer. */
  private static final int REACH = 32 * 1024;

  /** Samples that nobody needs cost memory, too. */
  private static final int TOO_ALIKE = 8;

  private final Map<Kind, byte[]> samples = new EnumMap<>(Kind.class);
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final Inflater inflater = new Inflater();
  private final byte[] buffer = new byte[8 * 1024];

  /**
   * @param length how long the text is
   * @param samples what the bytes refer to; shared
   */
  record Packed(byte[] bytes, int length, byte[] samples) {}

  synchronized Packed pack(Kind kind, ObjectNode tree) {
    byte[] text = RawJson.bytes(tree);
    byte[] known = samples.computeIfAbsent(kind, k -> new byte[0]);
    byte[] packed = deflate(text, known);
    if (packed.length > text.length / TOO_ALIKE && known.length + text.length <= REACH) {
      byte[] more = Arrays.copyOf(known, known.length + text.length);
      System.arraycopy(text, 0, more, known.length, text.length);
      samples.put(kind, more);
    }
    return new Packed(packed, text.length, known);
  }

  /** A new tree, each time. */
  ObjectNode unpack(Packed packed) {
    return (ObjectNode) RawJson.parse(inflate(packed));
  }

  private byte[] deflate(byte[] text, byte[] known) {
    deflater.reset();
    deflater.setDictionary(known);
    deflater.setInput(text);
    deflater.finish();
    ByteArrayOutputStream packed = new ByteArrayOutputStream(text.length / TOO_ALIKE);
    while (!deflater.finished()) {
      packed.write(buffer, 0, deflater.deflate(buffer));
    }
    return packed.toByteArray();
  }

  private synchronized byte[] inflate(Packed packed) {
    byte[] text = new byte[packed.length()];
    inflater.reset();
    inflater.setInput(packed.bytes());
    try {
      int read = inflater.inflate(text);
      if (inflater.needsDictionary()) {
        inflater.setDictionary(packed.samples());
        read += inflater.inflate(text);
      }
      if (read != text.length) {
        throw new IllegalStateException("bytes of our own are cut off");
      }
    } catch (DataFormatException e) {
      throw new IllegalStateException("bytes of our own cannot be read", e);
    }
    return text;
  }
}
