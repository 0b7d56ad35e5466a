import RowcastJSONText
import RowcastShaping
import RowcastSpreadsheet
import RowcastTabular

extension ReadOptions {
  /// Whether records are changed between the reader and who takes them.
  var isShaped: Bool {
    readsAllColumns && !columns.isEmpty || !renamings.isEmpty || !conditions.isEmpty
      || sample != nil || validation != nil
  }

  /// Whether the reader is asked for all columns, which are chosen behind it.
  private var readsAllColumns: Bool { !conditions.isEmpty || !beside.isEmpty }

  /// Whether columns are chosen behind the reader: it knows no new names.
  fileprivate var choosesBehind: Bool { readsAllColumns || !renamings.isEmpty }

  /// The columns that the reader is asked for: those that are wanted, and those that get another name,
  /// since whether they do must be known before they are chosen.
  private var readColumns: [String] {
    if readsAllColumns || columns.isEmpty { return [] }
    var read = columns.map(sourceName)
    for renaming in renamings where !read.contains(renaming.from) { read.append(renaming.from) }
    return read
  }

  /// Whether nothing is asked for that changes names or values: then records of JSON, which may be nested,
  /// are held against a schema as they stand in the file, and else as they are written.
  var isJudgedAsRead: Bool {
    validation != nil && columns.isEmpty && renamings.isEmpty && !ConvertedSource.isNeeded(self)
  }

  /// What readers are asked for: columns by the names that the file has, and all that a condition needs.
  var unshaped: ReadOptions {
    var plain = self
    if !columns.isEmpty {
      plain.told = Set((columns + conditions.flatMap(Self.columnNames)).map(sourceName))
    }
    plain.keepsRecords = keepsRecords || isJudgedAsRead
    (plain.renamings, plain.conditions, plain.validation) = ([], [], nil)
    (plain.sample, plain.seed) = (nil, nil)
    plain.columns = readColumns
    if !conditions.isEmpty { plain.limit = nil }
    plain.columnKinds = [:]
    for (name, kind) in columnKinds { plain.columnKinds[sourceName(name)] = kind }
    plain.dateFormats = dateFormats.map { format in
      let (column, pattern) = Self.dateFormat(format)
      return column.map { sourceName($0) + "=" + pattern } ?? format
    }
    return plain
  }

  /// The name that a column has in the file; old names are understood as well as new ones.
  func sourceName(_ name: String) -> String {
    renamings.first { $0.to == name }?.from ?? name
  }

  /// The place of a column by its new or its old name.
  func index(of name: String, in schema: Schema) -> Int? {
    schema.index(of: name, after: renamings)
  }

  /// The columns that a condition looks at; none where it is none, which is told when it is used.
  static func columnNames(ofCondition text: String) -> [String] {
    (try? Condition(parsing: text).columnNames) ?? []
  }

  /// The new names of columns, with those of what stands beside them: `F_formula` beside `F`.
  func renamings(in schema: Schema) -> [Renaming] {
    var all = renamings
    for renaming in renamings {
      for kind in beside.sorted(by: { $0.rawValue < $1.rawValue }) {
        let suffix = AnnotatedSource.suffix(kind)
        let from = renaming.from + suffix
        guard let index = schema.index(of: from), AnnotatedSource.isAdded(schema.columns[index]),
          !all.contains(where: { $0.from == from })
        else { continue }
        all.append(Renaming(from: from, to: renaming.to + suffix))
      }
    }
    return all
  }
}

extension NamedSource {
  /// The records under new names, those that meet the condition, and as many of them as are asked for.
  /// - Parameter isUnion: whether they are of several sources, of which the readers were asked for all
  ///   columns and records, and which have their new names.
  func shaped(
    _ options: ReadOptions, file: String, isUnion: Bool = false
  ) throws -> NamedSource {
    guard options.isShaped || isUnion else { return self }
    var result = self
    var options = options
    do {
      if !isUnion {
        options.renamings = options.renamings(in: schema)
        result.schema = try schema.renamed(options.renamings)
      }
      for text in options.conditions {
        let condition = try Condition(parsing: text)
        result.source = try FilteredSource(
          result.source, schema: result.schema, where: condition, renamings: options.renamings,
          sheet: sheet)
        result.rowCount = nil
      }
    } catch let error as RenamingError {
      throw PipelineError(error, file: file)
    } catch let error as ConditionError {
      throw PipelineError(error, file: file)
    }
    if isUnion || !options.conditions.isEmpty, options.limit != nil {
      result.source = LimitedSource(result.source, limit: options.limit)
      result.rowCount = nil
    }
    if let sample = options.sample {
      result.source = SampledSource(
        result.source, count: sample, seed: options.seed ?? 0, rowCount: result.rowCount)
      result.rowCount = result.rowCount.map { min($0, sample) }
    }
    if isUnion || options.choosesBehind {
      let all = result.schema
      result.schema = try options.selecting(all, of: file)
      if !options.columns.isEmpty {
        let conditions = options.conditions.flatMap(ReadOptions.columnNames)
          .compactMap { options.index(of: $0, in: all) }.map { all.columns[$0].source }
        result.source = ChosenSource(
          result.source, schema: result.schema, conditions: conditions)
      }
    }
    return try result.checked(
      options, as: JSONRecordOptions(keepsUnknownColumns: options.columns.isEmpty), file: file)
  }

  /// The records, each held against the schema that is asked for, if one is.
  /// - Parameter json: how the records would be written as NDJSON.
  func checked(
    _ options: ReadOptions, as json: JSONRecordOptions, file: String
  ) throws -> NamedSource {
    guard let path = options.validation else { return self }
    let schema = try options.expected ?? RecordSchema(path: path)
    var result = self
    result.source = CheckedSource(self, schema, as: json, file: file)
    return result
  }
}

extension PipelineError {
  init(_ error: RenamingError, file: String) {
    var message = "--rename: \(error)"
    if case .noColumn(let names) = error.reason {
      message += NearestNames.hint(error.renaming.from, among: names)
    }
    // A column that is not there is a matter of the data.
    var kind = Kind.usage
    if case .noColumn = error.reason { kind = .failure }
    self.init(message, at: file, kind: kind)
  }

  fileprivate init(_ error: ConditionError, file: String) {
    var hint = ""
    var kind = Kind.usage
    switch error.reason {
    case .noColumn(let name, let names):
      kind = .failure
      hint = NearestNames.hint(name, among: names)
      if hint.hasPrefix("; there are") {
        hint += "; a text stands in quotes, right of the operator"
      }
    case .unlike(let column, let columnKind, let value, _):
      hint = Self.hint(column, columnKind, value)
    default: break
    }
    self.init(
      "--where: \(error.message)\(hint), at column \(error.column + 1): \(error.marked)", at: file,
      kind: kind)
  }

  /// What can be compared with a column, as the end of a sentence.
  private static func hint(_ column: String, _ kind: ColumnKind, _ value: String) -> String {
    switch kind {
    case .text where !value.hasPrefix("\"") && !value.hasPrefix("'"):
      "; write \"\(value)\", or read the column as what it is (--column \(column)=TYPE)"
    case .integer, .decimal:
      "; write a number, or read the column as text (--column \(column)=text)"
    case .date, .dateTime: "; write a date such as 2024-01-31"
    case .time: "; write a time such as 10:30"
    case .duration: "; write a duration such as \"PT1H30M\""
    case .boolean: "; write true or false"
    case .empty, .text, .mixed: ""
    }
  }
}
