/// Why a run ended without a result: one line, and the exit code that goes with it.
public struct PipelineError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What went wrong, as far as exit codes tell it apart.
  public enum Kind: Int32, Sendable, Hashable {
    /// The data or the run failed.
    case failure = 1
    /// The command was used wrongly.
    case usage = 2
    /// A limit was met.
    case limit = 3
  }

  /// What the exit code tells.
  public var kind: Kind
  /// The file, sheet, cell or line; empty when there is none.
  public var place: String
  /// What is wrong, in one sentence.
  public var message: String
  /// The reader of our output has gone: end quietly, it is no failure of ours.
  public var isBrokenPipe = false

  /// The place is where the message is about; empty when there is none.
  public init(_ message: String, at place: String = "", kind: Kind = .failure) {
    self.kind = kind
    self.place = place
    self.message = message
  }

  /// `book.xlsx: Sheet1!C7: error: the checksum does not match`
  public var description: String { (place.isEmpty ? "" : place + ": ") + "error: " + message }
}
