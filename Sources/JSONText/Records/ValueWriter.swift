import RowcastMachine
internal import RowcastTabular

/// Writes one cell's value behind its key: what the loop over a batch does for each cell.
struct ValueWriter {
  let dictionary: StringDictionary
  let plain: PlainCodes?
  let empty: JSONRecordOptions.Empty
  let writesErrors: Bool
  let roundsNumbers: Bool

  /// The bytes that cells of the batch point into.
  struct Bytes {
    let text: UnsafeBufferPointer<UInt8>
    let shared: UnsafeBufferPointer<UInt8>
  }

  init(batch: RecordBatch, options: JSONRecordOptions, plain: PlainCodes?) {
    dictionary = batch.dictionary
    self.plain = plain
    empty = options.empty
    writesErrors = options.errors == .text
    roundsNumbers = options.numbers == .double
  }

  /// Writes the key and the cell's value.
  @inline(__always)
  func append(
    _ cell: Cell, _ bytes: Bytes, key: UnsafeBufferPointer<UInt8>, keyLength: Int,
    to buffer: inout OutputBytes
  ) {
    switch cell.kind {
    case .text:
      let start = cell.textOffset
      let count = cell.textLength
      guard start &+ count <= bytes.text.count, let base = bytes.text.baseAddress else { break }
      appendText(
        base + start, count: count, readable: bytes.text.count &- start,
        isPlain: cell.flags.contains(.plain), key: key, keyLength: keyLength, to: &buffer)
      return
    case .decimal where !roundsNumbers:
      let start = cell.textOffset
      let count = cell.textLength
      guard start &+ count <= bytes.text.count, let base = bytes.text.baseAddress else { break }
      appendKey(key, keyLength, to: &buffer)
      buffer.write(atMost: count &+ ShortCopy.slack) {
        ShortCopy.copy(
          base + start, count: count, readable: bytes.text.count &- start, to: $0)
        return count
      }
      return
    case .sharedText:
      guard let range = dictionary.range(of: cell.code), let base = bytes.shared.baseAddress else {
        break
      }
      appendText(
        base + range.lowerBound, count: range.count,
        readable: bytes.shared.count &- range.lowerBound,
        isPlain: plain?.contains(cell.code) ?? false, key: key, keyLength: keyLength, to: &buffer)
      return
    default: break
    }
    appendKey(key, keyLength, to: &buffer)
    appendOther(cell, bytes, to: &buffer)
  }

  /// Writes what stands for a missing value, with its key.
  @inline(__always)
  func appendEmpty(
    key: UnsafeBufferPointer<UInt8>, keyLength: Int, to buffer: inout OutputBytes
  ) {
    switch empty {
    case .null:
      appendKey(key, keyLength, to: &buffer)
      buffer.append(literal: "null")
    case .text:
      appendKey(key, keyLength, to: &buffer)
      buffer.append(literal: "\"\"")
    case .omit:
      // An array's key is the comma alone, and an array has no place to leave out.
      if keyLength == 1 {
        buffer.append(literal: ",null")
      }
    }
  }

  @inline(__always)
  private func appendKey(
    _ key: UnsafeBufferPointer<UInt8>, _ length: Int, to buffer: inout OutputBytes
  ) {
    guard let base = key.baseAddress else { return }
    buffer.write(atMost: length &+ ShortCopy.slack) {
      ShortCopy.copy(base, count: length, readable: key.count, to: $0)
      return length
    }
  }

  @inline(__always)
  private func appendText(
    _ text: UnsafePointer<UInt8>, count: Int, readable: Int, isPlain: Bool,
    key: UnsafeBufferPointer<UInt8>, keyLength: Int, to buffer: inout OutputBytes
  ) {
    guard count <= 4096, let keyBase = key.baseAddress else {
      appendKey(key, keyLength, to: &buffer)
      buffer.appendQuoted(UnsafeBufferPointer(start: text, count: count))
      return
    }
    buffer.write(atMost: keyLength &+ ShortCopy.slack &+ StringEscaping.bound(count)) { target in
      ShortCopy.copy(keyBase, count: keyLength, readable: key.count, to: target)
      let value = target + keyLength
      if isPlain {
        value[0] = UInt8(ascii: "\"")
        ShortCopy.copy(text, count: count, readable: readable, to: value + 1)
        value[1 &+ count] = UInt8(ascii: "\"")
        return keyLength &+ count &+ 2
      }
      return keyLength
        &+ StringEscaping.writeQuoted(text, count: count, readable: readable, to: value)
    }
  }

  private func appendOther(_ cell: Cell, _ bytes: Bytes, to buffer: inout OutputBytes) {
    switch cell.kind {
    case .integer:
      if roundsNumbers {
        NumberText.append(Double(cell.integer), to: &buffer)
      } else {
        NumberText.append(cell.integer, to: &buffer)
      }
    case .double where cell.double.isFinite: NumberText.append(cell.double, to: &buffer)
    case .boolean: buffer.append(literal: cell.boolean ? "true" : "false")
    case .date, .time, .dateTime, .duration:
      buffer.append(UInt8(ascii: "\""))
      TemporalText.append(cell.kind, milliseconds: cell.integer, to: &buffer)
      buffer.append(UInt8(ascii: "\""))
    case .decimal:
      let number = Self.slice(cell, bytes).flatMap { NumberText.double($0) }
      if let number, number.isFinite {
        NumberText.append(number, to: &buffer)
      } else {
        buffer.append(literal: "null")
      }
    case .error where writesErrors:
      if let code = Self.slice(cell, bytes) {
        buffer.appendQuoted(code)
      } else {
        buffer.append(literal: "null")
      }
    default: buffer.append(literal: "null")
    }
  }

  private static func slice(_ cell: Cell, _ bytes: Bytes) -> UnsafeBufferPointer<UInt8>? {
    let start = cell.textOffset
    guard start + cell.textLength <= bytes.text.count else { return nil }
    return UnsafeBufferPointer(rebasing: bytes.text[start..<(start + cell.textLength)])
  }
}
