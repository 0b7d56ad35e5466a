/// Sorting by a 64-bit key, least significant digit first.
///
/// Probabilities are not negative, so the order of their bit patterns is the order of their
/// values, and six counting passes of 11 bits sort them; a pass whose digit never varies is left
/// out. Stable. One million keys: see `Benchmarks/Micro` ("assessment"), of
/// which this is a third.
protocol RadixSortable: BitwiseCopyable {
  var sortKey: UInt64 { get }
}

extension UInt64: RadixSortable {
  var sortKey: UInt64 { self }
}

/// A score's bits with the number of its row.
struct RankedRow: RadixSortable {
  var sortKey: UInt64
  var row: Int
}

private let digitBits = 11
private let digitCount = 6
private let digitSize = 1 << digitBits

@inline(__always)
private func digit<Element: RadixSortable>(_ element: Element, _ pass: Int) -> Int {
  Int(truncatingIfNeeded: element.sortKey >> UInt64(pass * digitBits)) & (digitSize - 1)
}

/// Sorts ascending by key.
func radixSort<Element: RadixSortable>(_ elements: inout [Element]) {
  let count = elements.count
  if count < 2 { return }
  if count < 512 {
    elements.sort { $0.sortKey < $1.sortKey }
    return
  }
  var counts = Array(repeating: 0, count: digitCount * digitSize)
  for element in elements {
    for pass in 0..<digitCount { counts[pass * digitSize + digit(element, pass)] += 1 }
  }
  var other = elements
  for pass in 0..<digitCount {
    let base = pass * digitSize
    if counts[base + digit(elements[0], pass)] == count { continue }
    var start = 0
    for value in 0..<digitSize {
      (counts[base + value], start) = (start, start + counts[base + value])
    }
    for element in elements {
      let slot = base + digit(element, pass)
      other[counts[slot]] = element
      counts[slot] += 1
    }
    swap(&elements, &other)
  }
}
