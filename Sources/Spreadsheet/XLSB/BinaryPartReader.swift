internal import RowcastFileIO
import RowcastTabular
import RowcastZipArchive

/// Pulls the records of one part while it is being inflated, in constant memory.
final class BinaryPartReader {
  /// The type of the record.
  private(set) var type = 0
  /// The bytes around the record, and where its data lie in them.
  private(set) var bytes: [UInt8] = []
  private(set) var payload = 0..<0

  private let stream: PartStream
  private let limits: WorkbookLimits
  private var next = 0
  private var base = 0

  init(_ entry: ZipEntry, in archive: ZipArchive, limits: WorkbookLimits) throws(SpreadsheetError) {
    stream = try PartStream(entry, in: archive, isBinary: true)
    self.limits = limits
  }

  /// Goes on within a stream that was read up to some record.
  init(continuing stream: PartStream, rest: [UInt8], offset: Int, limits: WorkbookLimits) {
    self.stream = stream
    self.limits = limits
    bytes = rest
    base = offset
  }

  /// Moves to the next record; false at the end of the part.
  /// - Throws: ``SpreadsheetError`` when the part ends within a record.
  func advance() throws(SpreadsheetError) -> Bool {
    do throws(SpreadsheetError) {
      while true {
        if let (type, start, end) = try BinaryRecord.header(in: bytes, at: next) {
          guard end - next <= limits.rowBytes else {
            throw SpreadsheetError(.limit(name: "bytes in one record", value: limits.rowBytes))
          }
          if end <= bytes.count {
            self.type = type
            payload = start..<end
            next = end
            return true
          }
        }
        if try !refill() {
          guard next >= bytes.count else {
            throw SpreadsheetError(.damaged("the part ends within a record"))
          }
          return false
        }
      }
    } catch { throw error.within(RowcastLocation(part: stream.part, byte: base + next)) }
  }

  private func refill() throws(SpreadsheetError) -> Bool {
    base += next
    bytes.removeFirst(next)
    next = 0
    return try stream.append(max(1 << 16, bytes.count), to: &bytes)
  }

  /// What is inflated behind the record, and where it begins in the part.
  var rest: (bytes: [UInt8], offset: Int) { (Array(bytes[next...]), base + next) }

  /// The bytes that are left of the part, for another reader.
  var source: PartStream { stream }

  // MARK: - The record's data

  /// 16 bits at an offset in the data; nil when they are not all there.
  func half(_ offset: Int) -> Int? {
    guard offset + 2 <= payload.count else { return nil }
    let bytes = bytes
    return bytes.span.littleEndian16(at: payload.lowerBound + offset).map { Int($0) }
  }

  /// 32 bits at an offset in the data; nil when they are not all there.
  func word(_ offset: Int) -> Int? {
    guard offset + 4 <= payload.count else { return nil }
    let bytes = bytes
    return bytes.span.littleEndian32(at: payload.lowerBound + offset).map { Int($0) }
  }

  /// A text at an offset in the data, which moves behind it; nil for one that is not there.
  /// - Throws: ``SpreadsheetError`` when it is longer than the record.
  func text(_ offset: inout Int) throws(SpreadsheetError) -> String? {
    var text: [UInt8] = []
    let start = payload.lowerBound + offset
    do throws(SpreadsheetError) {
      guard
        let end = try BinaryRecord.appendText(
          bytes, min(start, payload.upperBound)..<payload.upperBound, to: &text)
      else {
        offset += 4
        return nil
      }
      offset = end - payload.lowerBound
      return String(decoding: text, as: UTF8.self)
    } catch { throw error.within(RowcastLocation(part: stream.part, byte: base + start)) }
  }
}
