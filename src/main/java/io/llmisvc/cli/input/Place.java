package io.llmisvc.cli.input;

/**
 * Where an object was read.
 *
 * @param document counted from 1 within the file
 * @param line of its first character, counted from 1
 * @param item place within a {@code List}, counted from 1; 0 when it stands alone
 */
public record Place(String file, int document, int line, int item) {

  Place(String file, int document, int line) {
    this(file, document, line, 0);
  }

  Place item(int number) {
    return new Place(file, document, line, number);
  }

  @Override
  public String toString() {
    String place = "%s, document %d, line %d".formatted(file, document, line);
    return item == 0 ? place : place + ", item " + item;
  }
}
