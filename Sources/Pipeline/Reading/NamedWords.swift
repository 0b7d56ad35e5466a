import RowcastMachine
import RowcastTabular

/// Words for true and false, and formats of dates, that options name, as they are looked for in the texts
/// and numbers of sources whose values have types of their own.
///
/// Delimited text has the same rule in its reader: a column is read so when all its values are such words.
struct NamedWords: Sendable {
  private let trueWords: Set<String>
  private let falseWords: Set<String>
  /// The format of all columns, and those of single ones by their places in the source.
  private var anyFormat: NamedFormat?
  private var formats: [UInt32: NamedFormat] = [:]

  /// A format as it was written, and what it reads.
  struct NamedFormat: Sendable {
    let pattern: String
    let format: DateFormat

    init(_ pattern: String) throws(PipelineError) {
      guard let format = DateFormat(pattern) else {
        throw PipelineError(DateFormat.refusal(of: pattern), kind: .usage)
      }
      (self.pattern, self.format) = (pattern, format)
    }
  }

  /// Whether options name any.
  static func areNamed(_ options: ReadOptions) -> Bool {
    !options.trueWords.isEmpty || !options.falseWords.isEmpty || !options.dateFormats.isEmpty
  }

  /// - Parameter isOneOfSeveral: whether a format may be of a column that only others have.
  /// - Throws: ``PipelineError`` for what is no format, and for a column that is not there.
  init(
    _ options: ReadOptions, _ schema: Schema, file: String, isOneOfSeveral: Bool
  ) throws(PipelineError) {
    trueWords = Set(options.trueWords)
    falseWords = Set(options.falseWords)
    for text in options.dateFormats {
      let (name, pattern) = ReadOptions.dateFormat(text)
      let format = try NamedFormat(pattern)
      guard let name else {
        anyFormat = format
        continue
      }
      guard let index = schema.index(of: name) else {
        if isOneOfSeveral { continue }
        throw PipelineError(
          noColumn: name, among: schema.names, purpose: "to have a format", at: file)
      }
      formats[UInt32(schema.columns[index].source)] = format
    }
  }

  /// The format of a column, and whether it was named for this one.
  func format(of column: UInt32) -> (named: NamedFormat, isItsOwn: Bool)? {
    if let own = formats[column] { return (own, true) }
    return anyFormat.map { ($0, false) }
  }

  /// The truth value of a word that is named for it.
  func truth(_ text: String) -> Bool? {
    trueWords.contains(text) ? true : falseWords.contains(text) ? false : nil
  }

  /// The payload of a cell, of a text in the format of its column.
  func moment(_ text: String, in column: UInt32) -> Int64? {
    guard let format = format(of: column)?.named.format else { return nil }
    return text.withBytes { format.value($0) }
  }

  /// Whether a cell's value may be a word or a date that is written out.
  static func isWritten(_ cell: Cell) -> Bool {
    switch cell.kind {
    case .text: !cell.flags.contains(.json)
    case .sharedText, .integer, .decimal, .double: true
    default: false
    }
  }
}

extension NamedWords {
  /// What all columns are by their values: those that are read by the words and formats, and what is to be
  /// told of others.
  struct Survey {
    var kinds: [UInt32: ColumnKind] = [:]
    var remarks: [Diagnostic] = []
  }

  /// What was found in a column.
  private struct Found: Sendable {
    var words = Matches()
    var dates = Matches()
  }

  /// How many values match, and the first one that does not.
  private struct Matches: Sendable {
    var count = 0
    var other: (text: String, place: RowcastLocation)?

    mutating func add(_ isMatch: Bool, _ text: () -> String, _ place: () -> RowcastLocation) {
      if isMatch { count += 1 } else if other == nil { other = (text(), place()) }
    }

    mutating func add(_ next: Matches) {
      count += next.count
      other = other ?? next.other
    }
  }

  /// Looks through all records.
  /// - Parameters:
  ///   - given: the types of columns that were asked for; these are no matter of words.
  ///   - nulls: texts that mean: no value.
  func survey(
    _ chosen: NamedSource, given: [UInt32: ColumnKind], nulls: Set<String>, file: String
  ) throws -> Survey {
    let place = RowcastLocation(file: file, sheet: chosen.sheet)
    var found: [UInt32: Found] = [:]
    try chosen.source.mapBatches(
      { batch in look(through: batch, nulls, place) },
      inOrder: { part in
        for (column, next) in part {
          found[column, default: Found()].words.add(next.words)
          found[column, default: Found()].dates.add(next.dates)
        }
        return true
      })
    var survey = Survey()
    for column in chosen.schema.columns {
      let source = UInt32(column.source)
      let seen = found[source] ?? Found()
      if let (named, isItsOwn) = format(of: source), given[source] == nil {
        // What was named for the column alone is meant, as a type that is asked for.
        if isItsOwn || (seen.dates.count > 0 && seen.dates.other == nil) {
          survey.kinds[source] = named.format.kind
          continue
        }
      }
      if given[source] == nil, seen.words.count > 0, seen.words.other == nil {
        survey.kinds[source] = .boolean
      }
    }
    survey.remarks = remarks(chosen.schema, found, survey.kinds, given, at: place)
    return survey
  }

  private func look(
    through batch: RecordBatch, _ nulls: Set<String>, _ place: RowcastLocation
  ) -> [UInt32: Found] {
    var found: [UInt32: Found] = [:]
    for row in 0..<batch.rowCount {
      for index in batch.cellRange(ofRow: row) {
        let cell = batch.cells[index]
        guard cell.hasValue else { continue }
        let text = batch.value(of: cell).description
        if text.isEmpty || nulls.contains(text) { continue }
        let isWritten = Self.isWritten(cell)
        func here() -> RowcastLocation {
          batch.place(row: row, column: Int(cell.column), sheet: place.sheet)
        }
        found[cell.column, default: Found()].words.add(
          cell.kind == .boolean || (isWritten && truth(text) != nil), { text }, here)
        found[cell.column, default: Found()].dates.add(
          isWritten && moment(text, in: cell.column) != nil, { text }, here)
      }
    }
    return found
  }

  /// What is told of words and formats that make no column what they say.
  private func remarks(
    _ schema: Schema, _ found: [UInt32: Found], _ kinds: [UInt32: ColumnKind],
    _ given: [UInt32: ColumnKind], at place: RowcastLocation
  ) -> [Diagnostic] {
    guard !found.isEmpty else { return [] }
    var remarks: [Diagnostic] = []
    func tell(_ matches: KeyPath<Found, Matches>, _ message: String, otherwise: String) {
      let holding = schema.columns.filter {
        found[UInt32($0.source)]?[keyPath: matches].count ?? 0 > 0
      }
      if holding.isEmpty {
        remarks.append(Diagnostic(kind: .unusedSetting, message: otherwise, location: place))
      }
      for column in holding {
        let source = UInt32(column.source)
        guard kinds[source] == nil, given[source] == nil,
          let other = found[source]?[keyPath: matches].other
        else { continue }
        remarks.append(
          Diagnostic(
            kind: .unusedSetting,
            message: "\"\(column.name)\" is as it would be without: \(message) (\"\(other.text)\")",
            location: other.place))
      }
    }
    if let anyFormat {
      tell(
        \.dates, "not all its values fit the format of dates, \"\(anyFormat.pattern)\"",
        otherwise: "no value fits the format of dates, \"\(anyFormat.pattern)\"")
    }
    if !trueWords.isEmpty || !falseWords.isEmpty {
      let words = (trueWords.sorted() + falseWords.sorted()).map { "\"\($0)\"" }
      tell(
        \.words, "not all its values are words for true and false",
        otherwise: "no value is one of the words for true and false, "
          + words.joined(separator: ", "))
    }
    return remarks
  }
}
