/// The bytes of a record that do not depend on its values, and how values are written between.
///
/// An encoder that has one lets a source whose values stand in its own bytes write records
/// directly, without making cells of them first:
///
///     {"name": VALUE ,"age": VALUE }
///     ^ key           ^ key        ^ tail
///
/// Texts stand in quotes, some bytes of them replaced; numbers, `true` and `false` stand as they
/// are; dates and times in quotes.
public struct RecordTemplate: Sendable {
  /// How many zeros stand behind the last key, so that whole vectors may be read.
  public static let slack = 64

  /// What stands before each value, one behind the other, and ``slack`` zeros.
  public let keys: [UInt8]
  public let keyEnds: [Int]
  /// The source column of each value, ascending.
  public var sources: [Int]
  /// Before each record, and how many bytes of it are left out before the first one.
  public var lead: [UInt8]
  public var omittedAtFirst: Int
  /// Behind each record.
  public var tail: [UInt8]
  /// What is written for a missing value.
  public var missing: [UInt8]
  /// What stands for each of the first 128 bytes inside a text: up to seven bytes, the first one
  /// lowest, and their number in the highest byte; 0 where the byte stands for itself.
  public var escapes: [UInt64]

  public init(
    keys: [UInt8], keyEnds: [Int], sources: [Int], lead: [UInt8], omittedAtFirst: Int,
    tail: [UInt8], missing: [UInt8], escapes: [UInt64]
  ) {
    precondition(keyEnds.count == sources.count && escapes.count == 128)
    precondition(keys.count >= (keyEnds.last ?? 0) && omittedAtFirst <= lead.count)
    self.keys = keys.prefix(keyEnds.last ?? 0) + [UInt8](repeating: 0, count: Self.slack)
    self.keyEnds = keyEnds
    self.sources = sources
    self.lead = lead
    self.omittedAtFirst = omittedAtFirst
    self.tail = tail
    self.missing = missing
    self.escapes = escapes
  }
}

/// Records as bytes, ready to be written.
public struct RenderedBatch: Sendable {
  public var bytes: ByteChunk
  public var rowCount: Int
  /// What could not be kept or had to be guessed in these rows.
  public var diagnostics: DiagnosticLog

  public init(bytes: ByteChunk, rowCount: Int, diagnostics: DiagnosticLog) {
    self.bytes = bytes
    self.rowCount = rowCount
    self.diagnostics = diagnostics
  }
}

/// A source that can write its records by a template. It has no error values.
public protocol TemplateSource: RecordSource {
  /// Reads the whole source once and renders each batch of it.
  /// - Parameter consume: called once for each batch, in order; false ends the reading early.
  /// - Returns: false when the source must be read into batches; nothing was consumed then.
  func renderBatches(
    by template: RecordTemplate, inOrder consume: (RenderedBatch) throws -> Bool
  ) throws -> Bool
}
