import RowcastFileIO
import RowcastMachine
import RowcastTabular

/// A file's text as UTF-8: the file itself, or a temporary one when it had to be decoded.
struct PreparedText {
  let input: any ByteSource
  /// Where the text begins, behind a byte order mark.
  let start: Int
  let encoding: String
  let reason: String
  /// Whether UTF-8 was taken for granted; reading all of it shows whether that was right.
  let isAssumed: Bool
  /// The line of the first byte that is not UTF-8, when the encoding is only the most plausible one.
  private(set) var foreignLine: Int?
  /// The bytes that are not UTF-8 in a text that mostly is.
  private(set) var repairs = DiagnosticLog()

  private static let sampleSize = 1 << 16

  /// - Parameter failure: what reading the file as UTF-8 found, when that was tried before.
  init(
    input: any ByteSource, options: DelimitedOptions, failure: DelimitedTextError? = nil
  ) throws(DelimitedTextError) {
    let here = RowcastLocation(file: input.name)
    let input = try EndOfFileMark.removed(from: input)
    let sample = try Self.read(input, at: 0, count: Self.sampleSize)
    guard !sample.isEmpty else { throw DelimitedTextError(.empty, at: here) }
    let kind: FileKind
    do throws(FileError) { kind = try FileKind.detected(in: input) } catch {
      throw DelimitedTextError(.file(error))
    }
    guard kind.isText || kind == .binary else {
      throw DelimitedTextError(.foreignFormat("this is \(kind), not delimited text"), at: here)
    }
    let detector = EncodingDetector(sample: sample, isWhole: sample.count == input.count)
    if let label = options.encoding {
      let encoding = TextEncoding(named: label) ?? TextEncoding(unlisted: label)
      let mark = detector.fromMark().flatMap { $0.encoding.name == encoding.name ? $0.start : nil }
      try self.init(
        input, EncodingDetector.Choice(encoding: encoding, start: mark ?? 0, reason: "as asked"))
      return
    }
    if let choice = detector.fromMark() ?? detector.fromZeros() ?? detector.fromEscapes() {
      try self.init(input, choice)
      return
    }
    if ForeignFormat.isBinary(sample) {
      throw DelimitedTextError(.binary, at: here)
    }
    let (_, malformed) = UTF8Validation.census(sample.span)
    if malformed > 0 || failure != nil {
      let text = try Self.linesBeyondASCII(input)
      let census = UTF8Validation.census(text.span)
      // What happens to be well-formed is rare in other encodings.
      let isDamaged = census.sequences >= 2 * census.malformed
      if isDamaged {
        let repaired = try RepairedText(input)
        self.init(
          input: repaired.bytes, start: 0, encoding: "utf-8",
          reason: "UTF-8 but for \(repaired.diagnostics.total) bytes", isAssumed: false)
        repairs = repaired.diagnostics
        return
      } else {
        guard let choice = EncodingDetector.legacy(text) else {
          throw DelimitedTextError(
            .foreignFormat("the bytes are no text in any known encoding"), at: here)
        }
        try self.init(input, choice)
        foreignLine = failure?.location.row ?? Self.firstForeignLine(sample)
        return
      }
    }
    self.init(
      input: input, start: 0, encoding: "utf-8", reason: "well-formed UTF-8", isAssumed: true)
  }

  private init(
    input: any ByteSource, start: Int, encoding: String, reason: String, isAssumed: Bool
  ) {
    self.input = input
    self.start = start
    self.encoding = encoding
    self.reason = reason
    self.isAssumed = isAssumed
  }

  private init(
    _ input: any ByteSource, _ choice: EncodingDetector.Choice
  ) throws(DelimitedTextError) {
    encoding = choice.encoding.name
    reason = choice.reason
    isAssumed = false
    if choice.encoding == .utf8 {
      self.input = input
      start = try Self.textStart(input, from: choice.start)
    } else {
      let transcoder = Transcoder(input: input, encoding: choice.encoding, start: choice.start)
      let decoded = try transcoder.transcoded()
      self.input = decoded
      start = try Self.textStart(decoded, from: 0)
    }
  }

  /// Where the text begins: joined exports have several byte order marks.
  private static func textStart(
    _ input: any ByteSource, from start: Int
  ) throws(DelimitedTextError) -> Int {
    var start = start
    while try read(input, at: start, count: 3) == [0xEF, 0xBB, 0xBF] { start += 3 }
    return start
  }

  private static func firstForeignLine(_ sample: [UInt8]) -> Int? {
    UTF8Validation.firstError(sample.span).map { 1 + FileLayout.lineEnds(in: sample[..<$0]) }
  }

  private static func read(
    _ input: any ByteSource, at offset: Int, count: Int
  ) throws(DelimitedTextError) -> [UInt8] {
    do throws(FileError) { return try input.bytes(at: offset, count: count) } catch {
      throw DelimitedTextError(.file(error))
    }
  }

  /// Lines with bytes above ASCII, from all of the file, at most 128 KB of them.
  private static func linesBeyondASCII(
    _ input: any ByteSource
  ) throws(DelimitedTextError) -> [UInt8] {
    var found: [UInt8] = []
    var line: [UInt8] = []
    var hasHigh = false
    var offset = 0
    while offset < input.count, found.count < 1 << 17 {
      let bytes = try read(input, at: offset, count: 1 << 20)
      if bytes.isEmpty { break }
      offset += bytes.count
      for byte in bytes {
        line.append(byte)
        if byte >= 0x80 { hasHigh = true }
        if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") || line.count > 1 << 16 {
          if hasHigh { found.append(contentsOf: line) }
          hasHigh = false
          line.removeAll(keepingCapacity: true)
          if found.count >= 1 << 17 { break }
        }
      }
    }
    if hasHigh { found.append(contentsOf: line) }
    return found
  }
}
