package io.llmisvc.cli.input;

/**
 * Where an object was read.
 *
 * @param file or what else said it
 * @param document counted from 1 within the file; 0 when it is no file
 * @param line of its first character, counted from 1
 * @param item place within a {@code List}, counted from 1; 0 when it stands alone
 */
public record Place(String file, int document, int line, int item) {

  Place(String file, int document, int line) {
    this(file, document, line, 0);
  }

  /** Of what no file says. */
  static Place outside(String name) {
    return new Place(name, 0, 0);
  }

  Place item(int number) {
    return new Place(file, document, line, number);
  }

  @Override
  public String toString() {
    if (document == 0) {
      return file;
    }
    String place = "%s, document %d, line %d".formatted(file, document, line);
    return item == 0 ? place : place + ", item " + item;
  }
}
