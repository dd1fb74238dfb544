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

  private final Map<Kind, Samples> samples = new EnumMap<>(Kind.class);
  private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
  private final Inflater inflater = new Inflater();
  private final byte[] buffer = new byte[8 * 1024];

  /** Texts one after another; they only become more. */
  private static final class Samples {
    private byte[] text = {};

    boolean haveRoomFor(byte[] more) {
      return text.length + more.length <= REACH;
    }

    void add(byte[] more) {
      int known = text.length;
      text = Arrays.copyOf(text, known + more.length);
      System.arraycopy(more, 0, text, known, more.length);
    }
  }

  /**
   * @param length how long the text is
   * @param samples what the bytes refer to; shared
   * @param known how much of the samples there was
   */
  record Packed(byte[] bytes, int length, Samples samples, int known) {}

  synchronized Packed pack(Kind kind, ObjectNode tree) {
    byte[] text = RawJson.bytes(tree);
    Samples similar = samples.computeIfAbsent(kind, k -> new Samples());
    Packed packed = new Packed(deflate(text, similar), text.length, similar, similar.text.length);
    if (packed.bytes.length > text.length / TOO_ALIKE && similar.haveRoomFor(text)) {
      similar.add(text);
    }
    return packed;
  }

  /** A new tree, each time. */
  ObjectNode unpack(Packed packed) {
    return (ObjectNode) RawJson.parse(inflate(packed));
  }

  private byte[] deflate(byte[] text, Samples similar) {
    deflater.reset();
    deflater.setDictionary(similar.text);
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
        inflater.setDictionary(packed.samples.text, 0, packed.known);
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
