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
    var told = DiagnosticLog()
    self = try Self.prepared(input, options, failure, &told)
    told.merge(repairs)
    repairs = told
  }

  /// - Parameter told: gets what is odd about the whole.
  private static func prepared(
    _ input: any ByteSource, _ options: DelimitedOptions, _ failure: DelimitedTextError?,
    _ told: inout DiagnosticLog
  ) throws(DelimitedTextError) -> PreparedText {
    let here = RowcastLocation(file: input.name)
    let read = try Self.read(input, at: 0, count: Self.sampleSize)
    guard !read.isEmpty else { throw DelimitedTextError(.empty, at: here) }
    try Self.check(try Self.kind(of: input), options, at: here)
    let sample = TextEnd.removed(from: read)
    guard !sample.isEmpty else { throw DelimitedTextError(.binary, at: here) }
    let detector = EncodingDetector(sample: sample, isWhole: sample.count == input.count)
    let mark = detector.mark()
    if mark.isContrary, let name = mark.name {
      told.add(Self.contrary("the byte order mark of \(name) stands before another text", here))
    }
    if let label = options.encoding {
      let asked = TextEncoding(named: label) ?? TextEncoding(unlisted: label)
      if let name = mark.name, !mark.isContrary, name.hasPrefix("utf-"),
        !name.hasPrefix(asked.name), let marked = TextEncoding(named: name),
        mark.choice != nil || UTF8Validation.census(sample.span).malformed == 0
      {
        told.add(Self.contrary("the byte order mark says \(name), not \(asked.name)", here))
        return try PreparedText(
          input,
          EncodingDetector.Choice(
            encoding: marked, start: mark.start, reason: "byte order mark"))
      }
      // What reads marks itself takes them off.
      let isOwn = mark.name.map { $0 != asked.name && $0.hasPrefix(asked.name) } ?? false
      return try PreparedText(
        input,
        EncodingDetector.Choice(
          encoding: asked, start: isOwn ? 0 : mark.start, reason: "as asked"), isAsked: true)
    }
    if mark.choice == nil, let mixed = MixedText(sample, from: mark.start) {
      return try PreparedText(input, mixed, from: mark.start)
    }
    if let choice = mark.choice
      ?? (mark.name == nil ? detector.fromZeros() ?? detector.fromEscapes() : nil)
    {
      if let mixed = try MixedText(input, behind: choice) {
        return try PreparedText(input, mixed, from: choice.start)
      }
      return try PreparedText(input, choice)
    }
    let text = Array(sample[mark.start...])
    if ForeignFormat.isBinary(Array(text[...(text.lastIndex { $0 != 0 } ?? -1)])) {
      throw DelimitedTextError(.binary, at: here)
    }
    let (whole, zeros) = try TextEnd.removed(from: input)
    told.merge(Self.padding(zeros, here))
    let (_, malformed) = UTF8Validation.census(text.span)
    if malformed > 0 || failure != nil {
      return try PreparedText(
        foreign: mark.start > 0 ? SlicedBytes(whole, mark.start..<whole.count) : whole,
        line: failure?.location.row ?? Self.firstForeignLine(text), at: here)
    }
    return PreparedText(
      input: whole, start: try Self.textStart(whole, from: mark.start), encoding: "utf-8",
      reason: mark.name == "utf-8" ? "byte order mark" : "well-formed UTF-8", isAssumed: true)
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

  /// Text of single bytes that is not well-formed UTF-8.
  private init(
    foreign input: any ByteSource, line: Int?, at here: RowcastLocation
  ) throws(DelimitedTextError) {
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
    } else {
      guard let choice = EncodingDetector.legacy(text) else {
        throw DelimitedTextError(
          .foreignFormat("the bytes are no text in any known encoding"), at: here)
      }
      try self.init(input, choice)
      foreignLine = line
    }
  }

  /// - Parameter isAsked: whether what is no text in the encoding ends the reading.
  private init(
    _ input: any ByteSource, _ choice: EncodingDetector.Choice, isAsked: Bool = false
  ) throws(DelimitedTextError) {
    encoding = choice.encoding.name
    reason = choice.reason
    isAssumed = false
    var decoded = input
    if choice.encoding != .utf8 {
      var transcoder = Transcoder(
        input: input, encoding: choice.encoding, start: choice.start, isLenient: !isAsked)
      decoded = try transcoder.transcoded()
      repairs = transcoder.diagnostics
    }
    let (text, zeros) = try TextEnd.removed(from: decoded)
    repairs.merge(Self.padding(zeros, RowcastLocation(file: input.name)))
    self.input = text
    start = try Self.textStart(text, from: choice.encoding == .utf8 ? choice.start : 0)
  }

  private init(
    _ input: any ByteSource, _ mixed: MixedText, from start: Int
  ) throws(DelimitedTextError) {
    let joined = try mixed.joined(input, from: start)
    let (text, zeros) = try TextEnd.removed(from: joined.text)
    self.init(
      input: text, start: try Self.textStart(text, from: 0),
      encoding: mixed.isWideFirst ? mixed.wide.encoding.name : "utf-8", reason: mixed.wide.reason,
      isAssumed: false)
    repairs = joined.diagnostics
    repairs.merge(Self.padding(zeros, RowcastLocation(file: input.name)))
  }

  private static func contrary(_ message: String, _ here: RowcastLocation) -> Diagnostic {
    Diagnostic(kind: .contraryMark, message: message, location: here)
  }

  private static func padding(_ zeros: Int, _ here: RowcastLocation) -> DiagnosticLog {
    guard zeros > 0 else { return DiagnosticLog() }
    return DiagnosticLog(
      Diagnostic(
        kind: .trailingBytes,
        message: "\(zeros) zero byte\(zeros == 1 ? "" : "s") behind the text passed over",
        location: here))
  }

  private static func kind(of input: any ByteSource) throws(DelimitedTextError) -> FileKind {
    do throws(FileError) { return try FileKind.detected(in: input) } catch {
      throw DelimitedTextError(.file(error))
    }
  }

  /// Other formats are refused; those that are texts may be looked at with a delimiter all the same.
  private static func check(
    _ kind: FileKind, _ options: DelimitedOptions, at here: RowcastLocation
  ) throws(DelimitedTextError) {
    if kind.isText || kind == .binary || (kind.isForeignText && options.delimiter != nil) { return }
    throw DelimitedTextError(.foreignFormat("this is \(kind), not delimited text"), at: here)
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
