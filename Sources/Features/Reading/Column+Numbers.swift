internal import RowcastMachine
public import RowcastTabular

/// Rows that one task of a parallel pass takes.
let rowsPerTask = 65_536

extension TypedColumn {
  /// The column as numbers; NaN is missing. Texts are read once for each dictionary entry.
  public func numbers(_ reading: ColumnReading) -> [Double] {
    switch values {
    case .numbers(let values): return values
    case .texts(let codes, let dictionary):
      let table = dictionary.numbers(reading)
      return codes.withUnsafeBufferPointer { codes in
        [Double](parallelCount: codes.count) { range, out in
          for row in range {
            let code = codes[row]
            out[row] = code == Self.missingCode ? .nan : table[Int(code)]
          }
        }
      }
    }
  }
}

extension StringDictionary {
  /// The number of each text.
  func numbers(_ reading: ColumnReading) -> [Double] {
    bytes.withUnsafeBufferPointer { bytes in
      [Double](parallelCount: count) { range, out in
        for code in range {
          let text = UnsafeBufferPointer(rebasing: bytes[offsets[code]..<offsets[code + 1]])
          out[code] = reading.number(text.trimmed)
        }
      }
    }
  }
}

/// A pointer that several threads write to in ranges that do not overlap.
struct Writing<Element>: @unchecked Sendable {
  let base: UnsafeMutableBufferPointer<Element>
}

/// A value that several threads only read.
struct Reading<Value>: @unchecked Sendable {
  let value: Value
}

extension Array where Element: BitwiseCopyable & Sendable {
  /// An array whose elements are written by tasks, each for a range of its own.
  init(
    parallelCount count: Int, task: Int = rowsPerTask,
    _ write: (Range<Int>, UnsafeMutableBufferPointer<Element>) -> Void
  ) {
    self.init(unsafeUninitializedCapacity: count) { buffer, filled in
      ProcessMemory.adviseLargePages(buffer)
      let out = Writing(base: buffer)
      withoutActuallyEscaping(write) { write in
        let body = Reading(value: write)
        _ = mapChunks(of: count, size: task) { _, range in body.value(range, out.base) }
      }
      filled = count
    }
  }
}
