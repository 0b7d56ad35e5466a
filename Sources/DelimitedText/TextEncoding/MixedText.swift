import RowcastFileIO
import RowcastMachine
import RowcastTabular

/// A text that goes on in another encoding: UTF-16 behind lines of single bytes, or these behind UTF-16,
/// as programs leave it that append in an encoding of their own.
struct MixedText {
  /// Where the second part begins.
  let seam: Int
  /// The part in UTF-16.
  let wide: EncodingDetector.Choice
  let isWideFirst: Bool

  private static let window = 1 << 16

  /// UTF-16 behind lines of single bytes.
  /// - Parameter start: where the text begins, behind a byte order mark.
  init?(_ sample: [UInt8], from start: Int) {
    guard let zero = sample[start...].firstIndex(of: 0),
      let lineEnd = sample[start..<zero].lastIndex(where: Self.isLineEnd),
      Self.isNarrow(sample[start...lineEnd])
    else { return nil }
    let rest = EncodingDetector(sample: Array(sample[(lineEnd + 1)...]), isWhole: false)
    guard let wide = rest.fromMark() ?? rest.fromZeros(fromShare: 0.5), wide.encoding.unit == 2
    else { return nil }
    seam = lineEnd + 1
    self.wide = wide
    isWideFirst = false
  }

  /// Lines of single bytes behind UTF-16.
  init?(
    _ input: any ByteSource, behind wide: EncodingDetector.Choice
  ) throws(DelimitedTextError) {
    guard wide.encoding.unit == 2 else { return nil }
    do throws(FileError) {
      // Text has its line ends, delimiters and digits in zeros and one byte.
      let zero = wide.encoding.name.hasSuffix("le") ? 1 : 0
      var end = input.count
      var seam: Int?
      while seam == nil, end > wide.start {
        let start = max(wide.start, end - Self.window)
        let piece = try input.bytes(at: start, count: end - start)
        seam = piece.indices.last { piece[$0] == 0 && (start + $0 - wide.start) % 2 == zero }
          .map { start + $0 + 2 - zero }
        end = start
      }
      guard let seam,
        Self.isNarrow(try input.bytes(at: seam, count: Self.window)[...])
      else { return nil }
      self.seam = seam
      self.wide = wide
      isWideFirst = true
    } catch { throw DelimitedTextError(.file(error)) }
  }

  /// The whole text as UTF-8, and what is told of it.
  /// - Parameter start: as of ``init(_:from:)``.
  func joined(
    _ input: any ByteSource, from start: Int
  ) throws(DelimitedTextError) -> (text: any ByteSource, diagnostics: DiagnosticLog) {
    let spool = Spool(for: input.name)
    var lines = LineCounter()
    var transcoder = Transcoder(
      input: SlicedBytes(input, isWideFirst ? 0..<seam : seam..<input.count),
      encoding: wide.encoding, start: wide.start, isLenient: true)
    func copy(_ range: Range<Int>) throws(DelimitedTextError) {
      do throws(FileError) {
        try input.forEachPiece(of: range) { (piece) throws(FileError) in
          lines.count(piece.span)
          try spool.write(piece)
        }
      } catch { throw DelimitedTextError(.file(error)) }
    }
    let line: Int
    if isWideFirst {
      try transcoder.append(to: spool, &lines)
      line = lines.line
      try copy(seam..<input.count)
    } else {
      try copy(start..<seam)
      line = lines.line
      try transcoder.append(to: spool, &lines)
    }
    let names = isWideFirst ? (wide.encoding.name, "utf-8") : ("utf-8", wide.encoding.name)
    var log = DiagnosticLog(
      Diagnostic(
        kind: .mixedEncodings,
        message: "from here on the text is \(names.1), and before it \(names.0)",
        location: RowcastLocation(file: input.name, row: line)))
    log.merge(transcoder.diagnostics)
    return (spool.finished(), log)
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
  }

  /// Whether bytes are lines of UTF-8 with fields, or so many that no letters of UTF-16 look like them.
  private static func isNarrow(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.contains(where: isLineEnd)
      && !bytes.contains { $0 < 0x20 && !isLineEnd($0) && $0 != UInt8(ascii: "\t") }
      && (bytes.count >= 16 || bytes.contains { ",;\t|".utf8.contains($0) })
      // The last character may be cut.
      && UTF8Validation.firstError(bytes.span).map { $0 >= bytes.count - 3 && $0 > 0 } ?? true
  }
}
