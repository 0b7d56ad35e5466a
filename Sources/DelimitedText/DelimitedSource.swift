public import RowcastFileIO
public import RowcastTabular
import Synchronization

/// A delimited file: its dialect, its columns with types learned from every row, and its records.
///
/// Opening it reads the file once, in parallel, for the types; ``mapBatches(_:inOrder:)`` and
/// ``table(columns:progress:)`` read it again for the values. Where the types need not be known
/// before (`isExact: false`), one pass of ``reading(_:)`` and of ``table(columns:progress:)`` does both as
/// long as the first rows foretell the others. Memory is a few chunks however long the file is.
public struct DelimitedSource: RecordSource {
  /// What was asked for, as against ``dialect``, which was found.
  public let options: DelimitedOptions
  /// How the file is written.
  public var dialect: Dialect { read.layout.dialect }
  /// The header's fields as they stand in the file; empty when there is none.
  public var header: [String] { read.layout.header }
  /// The columns; as long as not all rows were read for them, their kinds are nil, or those that were
  /// foretold.
  public let schema: Schema
  /// The number of records; nil when they were not counted.
  public let rowCount: Int?
  /// What was found about the file as a whole: passed lines, odd quotes, columns that are not what they
  /// could be. What is odd of single records, such as their length, is told with their batch.
  public var diagnostics: DiagnosticLog { read.diagnostics }

  /// Whether records are not read where they stand, since the file is laid out for the eye.
  package var isRewritten: Bool { read.layout.isRewritten }

  /// Whether numbers of a column have a decimal comma.
  package var hasDecimalComma: Bool {
    read.plan.fields.decisions.contains {
      $0.mode == .amount && $0.decimal == UInt8(ascii: ",")
    }
  }

  /// The file, without a line.
  public var location: RowcastLocation { read.location }

  private let bytes: any ByteSource
  private let read: Reading
  /// What all rows told, once somebody asked.
  private var known = Known()

  private final class Known: Sendable {
    let source = Mutex<DelimitedSource?>(nil)
  }

  /// Detects the dialect and learns the types of all columns from all rows.
  /// - Parameters:
  ///   - bytes: the text in any encoding, not compressed.
  ///   - isExact: whether types and number of rows must be known at once; false lets ``reading(_:)`` and
  ///     ``table(columns:progress:)`` learn them while they read, where that is faster, and all else with
  ///     its first call.
  ///   - foretellsKinds: whether columns that are not known yet have the kinds that the first rows
  ///     foretell; where all rows show others, ``reading(_:)`` begins anew.
  /// - Throws: ``DelimitedTextError`` with the line where that is known.
  public init(
    _ bytes: any ByteSource, options: DelimitedOptions = DelimitedOptions(), isExact: Bool = true,
    foretellsKinds: Bool = false
  ) throws(DelimitedTextError) {
    try self.init(
      bytes, options, guessingFrom: isExact ? nil : Guess.smallest, foretellsKinds: foretellsKinds)
  }

  /// - Parameter smallest: the least number of bytes that are worth a guess; nil for none.
  init(
    _ bytes: any ByteSource, _ options: DelimitedOptions, guessingFrom smallest: Int?,
    foretellsKinds: Bool = false
  ) throws(DelimitedTextError) {
    try options.check()
    if let smallest, bytes.count >= smallest {
      let layout = try FileLayout(
        text: try PreparedText(input: bytes, options: options), options: options)
      if let guess = Guess(layout, options, smallest: smallest) {
        self.init(bytes, options, layout, guess, foretellsKinds)
        return
      }
    }
    self = try Self.learned(bytes, options) { _ in nil }
  }

  /// The first records of a stream.
  /// - Parameter end: where the last whole record of the text ends; 0 when there is none.
  /// - Returns: nil when there is none.
  init?(
    _ bytes: any ByteSource, _ options: DelimitedOptions,
    upTo end: (FileLayout) throws(DelimitedTextError) -> Int
  ) throws(DelimitedTextError) {
    var isEmpty = false
    let source = try Self.learned(bytes, options, rewrites: false) {
      layout throws(DelimitedTextError) -> Int? in
      let found = try end(layout)
      isEmpty = found == 0
      return found
    }
    if isEmpty { return nil }
    self = source
  }

  private init(
    _ bytes: any ByteSource, _ options: DelimitedOptions, _ layout: FileLayout, _ guess: Guess,
    _ foretellsKinds: Bool
  ) {
    self.options = options
    self.bytes = bytes
    schema = Schema(
      guess.columns.schema.columns.map {
        var column = ColumnSchema(
          name: $0.name, header: $0.header, source: $0.source,
          kind: foretellsKinds ? $0.kind : nil, note: foretellsKinds ? $0.note : nil)
        column.holdsMicroseconds = foretellsKinds ? $0.holdsMicroseconds : nil
        return column
      })
    rowCount = nil
    read = Reading(
      schema: schema, diagnostics: Self.diagnostics(layout, nil, guess.columns), layout: layout,
      options: options, plan: guess.columns.plan, strategy: .guessed(guess),
      foretellsKinds: foretellsKinds)
  }

  private init(
    _ bytes: any ByteSource, _ options: DelimitedOptions, _ layout: FileLayout,
    _ learned: TypeLearner.Learned
  ) throws(DelimitedTextError) {
    self.options = options
    self.bytes = bytes
    let columns: ColumnPlanner
    do throws(DelimitedTextError) {
      columns = try ColumnPlanner(layout: layout, evidence: learned.evidence, options: options)
    } catch { throw CulpritSearch(layout: layout, options: options).placed(error) }
    schema = columns.schema
    rowCount = learned.evidence.rowCount
    read = Reading(
      schema: schema, diagnostics: Self.diagnostics(layout, learned.evidence, columns),
      layout: layout, options: options, plan: columns.plan,
      strategy: .measured(learned.chunks, rowCount: learned.evidence.rowCount))
  }

  /// The same file with what all rows tell about it.
  /// - Throws: ``DelimitedTextError`` with the line where that is known.
  public func measured() throws(DelimitedTextError) -> DelimitedSource {
    if rowCount != nil { return self }
    if let source = known.source.withLock({ $0 }) { return source }
    // Two at once read twice, and come to the same.
    let source = try DelimitedSource(bytes, options: options)
    known.source.withLock { $0 = source }
    return source
  }

  /// Reads all records into batches, one for each chunk, on several threads. Where the types are not known
  /// yet, the first call learns them from all rows; ``reading(_:)`` needs no pass of its own for that.
  /// - Throws: ``DelimitedTextError``, or what the two functions throw.
  public func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    try measured().read.mapBatches(transform, inOrder: consume)
  }

  /// Learns the types from all rows first, unless they are known, then encodes chunk by chunk.
  /// - Throws: ``DelimitedTextError``, or what `consume` throws.
  public func encodeBatches(
    with encoder: any RecordEncoder, inOrder consume: (EncodedBatch) throws -> Bool
  ) throws {
    try measured().read.encodeBatches(with: encoder, inOrder: consume)
  }

  /// Reads all records into columns; where types were only guessed, perhaps a second time.
  /// - Throws: ``DelimitedTextError``.
  public func table(
    of schema: Schema, progress: (Int, DiagnosticLog) -> Void
  ) throws -> Table {
    try reading { try $0.table(of: schema, progress: progress) }
  }

  /// Gathers all records into a table: numbers are read straight into their columns, texts become
  /// codes of dictionaries in the order of first appearance.
  ///
  /// - Parameters:
  ///   - columns: names of the columns, in the order wanted; nil for those of the schema.
  ///   - progress: told the number of rows read and what was odd in them, in order; from the beginning
  ///     when the file has to be read again.
  /// - Throws: ``DelimitedTextError``, also for a column that is not there.
  public func table(
    columns: [String]? = nil, progress: (Int, DiagnosticLog) -> Void = { _, _ in }
  ) throws(DelimitedTextError) -> Table {
    do {
      return try reading { source in
        try source.table(of: try chosen(columns, of: source.schema), progress: progress)
      }
    } catch {
      throw DelimitedTextError(wrapping: error)
    }
  }

  /// Reads by the types that the first rows suggest; when a later row refutes them, all over again.
  /// - Throws: ``DelimitedTextError``, or what `body` throws.
  public func reading<Result>(
    _ body: (any RecordSource) throws -> Result
  ) throws -> Result {
    if rowCount != nil { return try body(read) }
    do { return try body(read) } catch is Reading.WrongGuess {} catch is DelimitedTextError {
      // The first of two passes says where it is.
    }
    return try body(try measured().read)
  }

  private func chosen(
    _ names: [String]?, of schema: Schema
  ) throws(DelimitedTextError) -> Schema {
    guard let names else { return schema }
    var columns: [ColumnSchema] = []
    for name in names {
      guard let index = schema.index(of: name) else {
        throw DelimitedTextError(.noSuchColumn(name, available: schema.names), at: location)
      }
      columns.append(schema.columns[index])
    }
    return Schema(columns)
  }

  /// What was odd about the file as a whole.
  private static func diagnostics(
    _ layout: FileLayout, _ evidence: FileEvidence?, _ columns: ColumnPlanner
  ) -> DiagnosticLog {
    var log = layout.repairs
    if let line = layout.foreignLine {
      let reason = layout.dialect.reasons["encoding"].map { " (\($0))" } ?? ""
      log.add(
        Diagnostic(
          kind: .guessedEncoding,
          message: "not UTF-8, so read as \(layout.dialect.encoding)\(reason)",
          location: RowcastLocation(file: layout.input.name, row: line)))
    }
    if layout.skippedLines > 0 {
      log.add(
        Diagnostic(
          kind: .skippedLines,
          message: HeaderRemark.skipped(layout.skippedLines, "line", layout.skippedTexts),
          location: RowcastLocation(file: layout.input.name, row: 1)))
    }
    log.add(
      repeatedNames: Schema.repeatedNames(ofHeader: layout.header),
      at: RowcastLocation(file: layout.input.name, row: layout.dataLine - 1))
    log.add(
      trimmedNames: layout.header,
      at: RowcastLocation(file: layout.input.name, row: layout.dataLine - 1))
    for remark in layout.remarks { log.add(remark) }
    log.merge(columns.diagnostics)
    guard let evidence else { return log }
    for (issue, line) in evidence.issues {
      guard let (kind, message) = told(issue.kind, layout) else { continue }
      log.add(
        Diagnostic(
          kind: kind, message: message,
          location: RowcastLocation(file: layout.input.name, row: line)))
    }
    // Those of which the place is not kept are counted.
    for (issue, count) in evidence.issueCounts {
      guard let (kind, message) = told(issue, layout) else { continue }
      let kept = evidence.issues.count { $0.issue.kind == issue }
      for _ in min(kept, count)..<count {
        log.add(Diagnostic(kind: kind, message: message), kind: kind)
      }
    }
    return log
  }

  /// What is told of an issue; nothing of comments that somebody asked to drop.
  private static func told(
    _ issue: StructureIssue.Kind, _ layout: FileLayout
  ) -> (Diagnostic.Kind, String)? {
    switch issue {
    case .textAfterQuote, .bareQuote: issue.oddQuote.map { (.oddQuote, $0) }
    case .comment where layout.findsComments:
      (.skippedLines, "a comment passed over; --comment none keeps it")
    case .mark: (.innerMark, "a byte order mark before a record is left out")
    case .nul: (.nulCharacter, "a character U+0000 is kept in a value")
    case .comment, .unclosedQuote: nil
    }
  }

  /// The first pass; a second time with another encoding when the text turns out not to be UTF-8.
  /// - Parameters:
  ///   - rewrites: as of ``FileLayout``.
  ///   - end: where the text is to end that counts; nil for all of it.
  private static func learned(
    _ input: any ByteSource, _ options: DelimitedOptions, rewrites: Bool = true,
    upTo end: (FileLayout) throws(DelimitedTextError) -> Int?
  ) throws(DelimitedTextError) -> DelimitedSource {
    var failure: DelimitedTextError?
    while true {
      let text = try PreparedText(input: input, options: options, failure: failure)
      do throws(DelimitedTextError) {
        var layout = try FileLayout(text: text, options: options, rewrites: rewrites)
        if let end = try end(layout) { layout = layout.cut(at: end) }
        return try DelimitedSource(
          input, options, layout, try TypeLearner(layout: layout, options: options).learn())
      } catch {
        guard case .malformedText = error.reason, text.isAssumed, failure == nil else {
          throw error
        }
        failure = error
      }
    }
  }
}

/// Where a chunk of whole records lies, and what comes before it.
struct ChunkPlace: BitwiseCopyable, Sendable {
  var offset: Int
  var count: Int
  /// The line of its first byte, from 1.
  var line = 1
  /// The number of records before it, and in it.
  var firstRow = 0
  var rowCount = 0
  /// The number of fields, and at most how many bytes decoding adds.
  var fieldCount = 0
  var spare = 0
}
