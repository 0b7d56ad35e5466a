/// A part of a source as a source of its own.
package struct SlicedBytes: ByteSource {
  private let whole: any ByteSource
  private let range: Range<Int>

  package var name: String { whole.name }
  package var count: Int { range.count }

  /// - Parameter range: the part, as far as the source has it.
  package init(_ whole: any ByteSource, _ range: Range<Int>) {
    self.whole = whole
    self.range = range.clamped(to: 0..<max(0, whole.count))
  }

  package func read(
    into buffer: inout MutableRawSpan, at offset: Int
  ) throws(FileError) -> Int {
    guard offset >= 0, offset < count else { return 0 }
    var part = buffer._mutatingExtracting(first: min(buffer.byteCount, count - offset))
    return try whole.read(into: &part, at: range.lowerBound + offset)
  }
}
