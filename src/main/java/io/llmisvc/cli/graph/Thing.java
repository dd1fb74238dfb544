package io.llmisvc.cli.graph;

/**
 * An object in a picture.
 *
 * @param id by which the formats name it; letters and digits
 * @param band the service that it came with, counted from 0
 * @param kind and what is to be said beside it
 * @param name with the namespace where it has one
 * @param look what it is to the services
 */
record Thing(String id, Zone zone, int band, String kind, String name, Look look) {

  /** How it is drawn. */
  enum Look {
    /** A service or what the operator makes of it. */
    OWN,
    /** Something that services refer to. */
    OTHER,
    /** A service with errors. */
    BROKEN
  }
}
