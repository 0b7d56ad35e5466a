import RowcastFileIO
import RowcastJSONText
import RowcastMachine
import RowcastTabular

/// `part convert`: whole files that come as lines of text, to NDJSON.
public struct PartConvert: Sendable {
  /// How every file is read.
  public var reading: ReadOptions
  /// How records are written.
  public var writing: WriteOptions

  /// Nothing is read before ``run(_:_:)``.
  public init(reading: ReadOptions, writing: WriteOptions) {
    self.reading = reading
    self.writing = writing
  }

  /// Reads lines of standard input, each a path, a space, and the file's bytes in Base64; writes the
  /// records of each, with the path as `_file`.
  /// - Throws: ``PipelineError`` for the first file that cannot be read.
  public func run(_ session: Session, _ write: ([UInt8]) throws -> Void) throws {
    let input = StandardInput()
    var lines = TextLines { try input.next(1 << 20) }
    while let line = try lines.next() {
      if line.isEmpty { continue }
      guard let space = line.lastIndex(of: UInt8(ascii: " ")),
        let bytes = Base64.decoded(line.span.extracting((space + 1)...))
      else {
        throw PipelineError("no path and Base64 of a file", at: "stdin")
      }
      try convert(
        bytes, path: String(decoding: line[..<space], as: UTF8.self), session, write)
    }
  }

  private func convert(
    _ bytes: [UInt8], path: String, _ session: Session, _ write: ([UInt8]) throws -> Void
  ) throws {
    guard !bytes.isEmpty else { return }
    do {
      let file = try MemoryBytes(bytes, name: path).decompressed()
      session.begin(file.count, limits: reading.limits)
      let opened = try OpenedInput(file, options: reading, session)
      let key = Array("{\"_file\":\(JSONValue.string(path).text())".utf8)
      for chosen in try opened.sources(reading, isExact: true) {
        let target = OutputTarget(path: nil, options: writing)
        try session.reading(chosen) { found, session in
          let encoder = JSONRecordEncoder(
            schema: found.schema, options: target.jsonOptions(hasSheet: found.sheet != nil),
            sheet: found.sheet)
          try found.source.encodeBatches(with: encoder) { batch in
            session.note(batch.diagnostics, file: path)
            try write(Self.keyed(Array(batch.bytes.bytes), key))
            return true
          }
        }
      }
    } catch {
      throw PipelineError(wrapping: error, file: path)
    }
  }

  /// Lines of objects, each with a member more in front.
  private static func keyed(_ lines: [UInt8], _ key: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    for line in lines.split(separator: UInt8(ascii: "\n")) where line.count >= 2 {
      out += key
      if line.count > 2 { out.append(UInt8(ascii: ",")) }
      out += line.dropFirst()
      out.append(UInt8(ascii: "\n"))
    }
    return out
  }
}

/// The lines of a text that comes in pieces.
struct TextLines {
  private let more: () throws -> [UInt8]
  private var rest: [UInt8] = []
  private var start = 0
  private var isEnded = false

  init(_ more: @escaping () throws -> [UInt8]) { self.more = more }

  /// The next line without its end; nil at the end of the text.
  mutating func next() throws -> [UInt8]? {
    var searched = start
    while true {
      if let end = rest[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { start = end + 1 }
        return Array(rest[start..<end])
      }
      if isEnded {
        defer { start = rest.count }
        return start < rest.count ? Array(rest[start...]) : nil
      }
      rest.removeFirst(start)
      start = 0
      searched = rest.count
      let bytes = try more()
      if bytes.isEmpty { isEnded = true } else { rest += bytes }
    }
  }
}
