import RowcastMachine
internal import RowcastTabular

/// Writes one cell's value behind its key: what the loop over a batch does for each cell.
struct ValueWriter {
  let dictionary: StringDictionary
  let plain: DictionaryMarks?
  let empty: JSONRecordOptions.Empty
  let writesErrors: Bool
  let roundsNumbers: Bool

  /// What is read meanwhile: the bytes that cells of the batch point into, and those of the keys.
  struct Bytes: ~Escapable {
    let text: Span<UInt8>
    let shared: Span<UInt8>
    let keys: Span<UInt8>

    @_lifetime(copy text, copy shared, copy keys)
    init(text: Span<UInt8>, shared: Span<UInt8>, keys: Span<UInt8>) {
      self.text = text
      self.shared = shared
      self.keys = keys
    }
  }

  init(batch: RecordBatch, options: JSONRecordOptions, plain: DictionaryMarks?) {
    dictionary = batch.dictionary
    self.plain = plain
    empty = options.empty
    writesErrors = options.errors == .text
    roundsNumbers = options.numbers == .double
  }

  /// Writes the key and the cell's value.
  @inline(__always)
  func append(
    _ cell: Cell, _ bytes: borrowing Bytes, key: Range<Int>, to buffer: inout OutputBytes
  ) {
    switch cell.kind {
    case .text:
      let start = cell.textOffset
      let count = cell.textLength
      guard start &+ count <= bytes.text.count else { break }
      if cell.flags.contains(.json) {
        appendKey(bytes.keys, key, to: &buffer)
        buffer.append(bytes.text.extracting(start..<(start &+ count)))
        return
      }
      appendText(
        bytes.text, from: start, count: count, isPlain: cell.flags.contains(.plain), bytes.keys,
        key,
        to: &buffer)
      return
    case .decimal where !roundsNumbers:
      let start = cell.textOffset
      let count = cell.textLength
      guard start &+ count <= bytes.text.count else { break }
      buffer.write(atMost: key.count &+ count &+ ShortCopy.slack) {
        $0.copy(bytes.keys, from: key.lowerBound, count: key.count, to: 0)
        $0.copy(bytes.text, from: start, count: count, to: key.count)
        return key.count &+ count
      }
      return
    case .sharedText:
      guard let range = dictionary.range(of: cell.code) else { break }
      appendText(
        bytes.shared, from: range.lowerBound, count: range.count,
        isPlain: plain?.contains(cell.code) ?? false, bytes.keys, key, to: &buffer)
      return
    case .uncalculated:
      appendEmpty(bytes.keys, key: key, to: &buffer)
      return
    default: break
    }
    appendKey(bytes.keys, key, to: &buffer)
    appendOther(cell, bytes.text, to: &buffer)
  }

  /// Writes what stands for a missing value, with its key.
  @inline(__always)
  func appendEmpty(_ keys: Span<UInt8>, key: Range<Int>, to buffer: inout OutputBytes) {
    switch empty {
    case .null:
      appendKey(keys, key, to: &buffer)
      buffer.append(literal: "null")
    case .text:
      appendKey(keys, key, to: &buffer)
      buffer.append(literal: "\"\"")
    case .omit:
      // An array's key is the comma alone, and an array has no place to leave out.
      if key.count == 1 {
        buffer.append(literal: ",null")
      }
    }
  }

  @inline(__always)
  private func appendKey(_ keys: Span<UInt8>, _ key: Range<Int>, to buffer: inout OutputBytes) {
    buffer.write(atMost: key.count &+ ShortCopy.slack) {
      $0.copy(keys, from: key.lowerBound, count: key.count, to: 0)
      return key.count
    }
  }

  @inline(__always)
  private func appendText(
    _ text: Span<UInt8>, from start: Int, count: Int, isPlain: Bool, _ keys: Span<UInt8>,
    _ key: Range<Int>, to buffer: inout OutputBytes
  ) {
    guard count <= 4096 else {
      appendKey(keys, key, to: &buffer)
      buffer.appendQuoted(text.extracting(start..<(start + count)))
      return
    }
    buffer.write(atMost: key.count &+ ShortCopy.slack &+ StringEscaping.bound(count)) { room in
      room.copy(keys, from: key.lowerBound, count: key.count, to: 0)
      let value = key.count
      if isPlain {
        room[value] = UInt8(ascii: "\"")
        room.copy(text, from: start, count: count, to: value &+ 1)
        room[value &+ 1 &+ count] = UInt8(ascii: "\"")
        return value &+ count &+ 2
      }
      return value
        &+ StringEscaping.writeQuoted(text, from: start, count: count, to: &room, at: value)
    }
  }

  private func appendOther(_ cell: Cell, _ text: Span<UInt8>, to buffer: inout OutputBytes) {
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
      if let range = Self.range(of: cell, in: text),
        let number = NumberText.double(text.extracting(range)), number.isFinite
      {
        NumberText.append(number, to: &buffer)
      } else {
        buffer.append(literal: "null")
      }
    case .error where writesErrors:
      if let range = Self.range(of: cell, in: text) {
        buffer.appendQuoted(text.extracting(range))
      } else {
        buffer.append(literal: "null")
      }
    default: buffer.append(literal: "null")
    }
  }

  private static func range(of cell: Cell, in text: Span<UInt8>) -> Range<Int>? {
    let start = cell.textOffset
    guard start + cell.textLength <= text.count else { return nil }
    return start..<(start + cell.textLength)
  }
}
