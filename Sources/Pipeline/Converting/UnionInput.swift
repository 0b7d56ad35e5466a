import RowcastFileIO
import RowcastShaping
import RowcastTabular
import Synchronization

/// Several inputs, or several sheets, as one table.
///
/// All are looked through first, so that columns and kinds are known; what holds much (workbooks with
/// their shared texts) is let go of again and opened anew when its records are read.
struct UnionInput {
  private let inputs: [String]
  private let reading: ReadOptions
  private let session: Session
  /// Whether every column of the output has one type, which values of several kinds have as text alone.
  private let hasTypedOutput: Bool
  private var members: [Member] = []
  private var byteCount = 0
  /// The kinds of the inputs, and the options that are not for all of them.
  private(set) var kinds: Set<InputKind> = []
  private var passedOver: [(option: OptionDeclaration, kind: InputKind, file: String)] = []

  /// One sheet, or one file without sheets.
  private struct Member {
    var name: String
    var sheet: String?
    /// Its place among the sources of its file.
    var number: Int
    /// How it is read.
    var options: ReadOptions
    /// The bytes, where they cannot be opened again.
    var bytes: DecompressedBytes?
    /// The source, where it takes little to keep it.
    var source: (any RecordSource)?
    /// The columns by the names that the file has.
    var columns: Schema
    /// The columns by their names in the union.
    var schema: Schema
  }

  /// So many files may be kept open.
  private static let openFiles = 100

  init(
    _ inputs: [String], _ reading: ReadOptions, _ session: Session, hasTypedOutput: Bool
  ) {
    self.inputs = inputs
    self.reading = reading
    self.session = session
    self.hasTypedOutput = hasTypedOutput
  }

  /// What all inputs are called together.
  var name: String {
    guard let first = inputs.first, inputs.count == 1 else { return "\(inputs.count) inputs" }
    return InputFile.shown(first)
  }

  /// The records of all, under new names, those that meet the condition and are drawn.
  mutating func source() throws -> NamedSource {
    for input in inputs {
      do { try add(input) } catch {
        throw PipelineError(wrapping: error, file: InputFile.shown(input))
      }
    }
    session.begin(byteCount, limits: reading.limits)
    try checkNames()
    let union = UnionSchema(members.map(\.schema))
    for i in members.indices {
      for (column, place) in union.places[i].enumerated() {
        members[i].schema.columns[column].name = union.schema.columns[place].name
      }
    }
    for conflict in union.conflicts { reconcile(conflict) }
    let current = CurrentInput()
    let source = UnionSource(
      members.map { member in
        UnionSource.Part(
          location: RowcastLocation(file: member.name, sheet: member.sheet),
          schema: member.schema, open: opening(member, current))
      }, schema: union.schema)
    var chosen = NamedSource(source: source, schema: union.schema)
    chosen.mayHoldErrors = members.contains { $0.sheet != nil }
    return try chosen.shaped(reading, file: name, isUnion: true)
  }

  /// Looks through an input.
  private mutating func add(_ input: String) throws {
    let bytes = try session.open(input, reading)
    byteCount += bytes.count
    var options = reading.unshaped
    (options.columns, options.limit) = ([], nil)
    let kind = try bytes.format(options).kind
    kinds.insert(kind)
    if inputs.count > 1 {
      // Of files and workbooks together, the choice of sheets is for the workbooks.
      if kind == .json { options.sheet = .automatic }
      let others = options.keepOnly(optionsFor: kind)
      passedOver += others.map { (option: $0, kind: kind, file: bytes.name) }
    }
    if !options.columnKinds.isEmpty || !options.dateFormats.isEmpty {
      options.keepOnly(try names(in: bytes, options))
    }
    let opened = try OpenedInput(bytes, options: options, session)
    if let password = session.givenPasswords[bytes.name] {
      (options.password, options.passwordFile) = (password, nil)
    }
    let isKept = kind != .workbook && members.count < Self.openFiles
    for (i, chosen) in try opened.sources(options, isExact: true).enumerated() {
      let schema: Schema
      do {
        schema =
          try chosen.schema.renamed(reading.renamings(in: chosen.schema), isComplete: false)
      } catch {
        throw PipelineError(error, file: opened.name)
      }
      members.append(
        Member(
          name: opened.name, sheet: chosen.sheet, number: i, options: options,
          bytes: input == "-" ? bytes : nil, source: isKept ? chosen.source : nil,
          columns: chosen.schema, schema: schema))
    }
  }

  /// The names of the columns of all sheets that are read.
  private func names(in bytes: DecompressedBytes, _ options: ReadOptions) throws -> Set<String> {
    var plain = options
    (plain.columnKinds, plain.dateFormats) = ([:], [])
    let opened = try OpenedInput(bytes, options: plain, session.silent(), isExact: false)
    let all = try opened.sources(plain, isExact: false)
    return all.map { Set($0.schema.names) }.reduce(into: []) { $0.formUnion($1) }
  }

  /// Refuses options that no input has a use for, and names of columns that none has.
  private func checkNames() throws {
    if let strange = passedOver.first(where: { $0.option.inputs.isDisjoint(with: kinds) }) {
      throw PipelineError(unfit: strange.option, for: strange.kind, at: strange.file)
    }
    if reading.sheet != .automatic, !members.contains(where: { $0.sheet != nil }) {
      throw PipelineError("--sheet is for workbooks, and there is none", kind: .usage)
    }
    let names = members.flatMap(\.columns.names)
    let known = Set(names)
    func check(_ name: String, _ purpose: String) throws {
      guard !known.contains(reading.sourceName(name)) else { return }
      throw PipelineError(noColumn: name, among: names.unique, purpose: purpose, at: self.name)
    }
    for renaming in reading.renamings { try check(renaming.from, "to rename") }
    for name in reading.columnKinds.keys.sorted() { try check(name, "to give a type") }
  }

  /// Whether a column is written, and whether a condition looks at it.
  private func use(of name: String) -> (isWritten: Bool, isCompared: Bool) {
    func has(_ names: [String]) -> Bool {
      names.contains { reading.sourceName($0) == reading.sourceName(name) }
    }
    return (
      reading.columns.isEmpty || has(reading.columns),
      has(reading.conditions.flatMap(ReadOptions.columnNames))
    )
  }

  /// Has a column read as text wherever it is something else, and tells why.
  private mutating func reconcile(_ conflict: UnionSchema.Conflict) {
    let (isWritten, isCompared) = use(of: conflict.name)
    guard isWritten || isCompared else { return }
    let places = zip(conflict.parts, conflict.kinds).map { part, kind in
      let member = members[part]
      let place = RowcastLocation(file: member.name, sheet: member.sheet).description
      return "\(kind.rawValue) in \(place)"
    }
    let isText = conflict.kind == .text
    session.note(
      DiagnosticLog(
        Diagnostic(
          kind: .reconciledKind,
          message: "column \"\(conflict.name)\" is \(places.joined(separator: " and ")): "
            + (!isText && !(hasTypedOutput && isWritten)
              ? "its values stay as they are" : isWritten ? "written as text" : "compared as text"))
      ),
      file: name)
    guard isText else { return }
    for i in members.indices {
      guard let index = members[i].schema.index(of: conflict.name),
        ![.text, .empty].contains(members[i].schema.columns[index].kind)
      else { continue }
      members[i].options.columnKinds[members[i].columns.columns[index].name] = .text
      members[i].schema.columns[index].kind = .text
      members[i].source = nil
    }
  }

  /// Opens a member again, without telling once more what is odd about it. A workbook stays open
  /// until another file is read, so that it is not looked through for each of its sheets.
  private func opening(
    _ member: Member, _ current: CurrentInput
  ) -> @Sendable () throws -> any RecordSource {
    let (options, number, name) = (member.options, member.number, member.name)
    if let source = member.source { return { MemberSource(source: source, file: name) } }
    let kept = member.bytes
    return {
      do {
        let opened = try current.input(name) {
          let silent = Session(diagnosticLimit: 0, isStrict: false)
          return try OpenedInput(
            try kept ?? silent.open(name, options), options: options, silent)
        }
        guard let chosen = try opened.sources(options, isExact: false, at: number).first else {
          throw PipelineError("the file changed while it was read", at: name)
        }
        return MemberSource(source: chosen.source, file: name)
      } catch {
        throw PipelineError(wrapping: error, file: name)
      }
    }
  }
}

/// The file whose records are being read, of several that are read one after the other.
private final class CurrentInput: Sendable {
  private let opened = Mutex<OpenedInput?>(nil)

  func input(_ name: String, _ open: () throws -> OpenedInput) throws -> OpenedInput {
    if let known = opened.withLock({ $0 }), known.name == name { return known }
    opened.withLock { $0 = nil }
    let input = try open()
    // Others than workbooks depend on how each is read.
    if input.workbook != nil { opened.withLock { $0 = input } }
    return input
  }
}

/// A source whose errors name its file.
private struct MemberSource: RecordSource {
  let source: any RecordSource
  let file: String
  var schema: Schema { source.schema }

  func mapBatches<Result: Sendable>(
    _ transform: @Sendable (RecordBatch) throws -> Result,
    inOrder consume: (Result) throws -> Bool
  ) throws {
    do { try source.mapBatches(transform, inOrder: consume) } catch {
      throw PipelineError(wrapping: error, file: file)
    }
  }
}

extension ReadOptions {
  /// Leaves out what is asked of columns that are not there.
  fileprivate mutating func keepOnly(_ names: Set<String>) {
    columnKinds = columnKinds.filter { names.contains($0.key) }
    dateFormats = dateFormats.filter { Self.dateFormat($0).column.map(names.contains) ?? true }
  }
}

extension [String] {
  /// Each once, in the order of first appearance.
  var unique: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}
