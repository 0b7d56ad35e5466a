// Numbers as the C kernels take them: an address, of so many elements that the array is known to have.

extension Array {
  /// Calls `body` with the address of `count` elements from `start` on.
  /// - Precondition: the array has them.
  @inline(__always)
  func reading<R>(
    _ start: Int, _ count: Int, _ body: (UnsafePointer<Element>) -> R
  ) -> R {
    precondition(start >= 0 && count >= 0 && count <= self.count - start)
    return unsafe withUnsafeBufferPointer { unsafe body($0.address + start) }
  }

  /// Calls `body` with the address of `count` elements from `start` on, to be changed.
  /// - Precondition: the array has them.
  @inline(__always)
  mutating func writing<R>(
    _ start: Int, _ count: Int, _ body: (UnsafeMutablePointer<Element>) -> R
  ) -> R {
    precondition(start >= 0 && count >= 0 && count <= self.count - start)
    return unsafe withUnsafeMutableBufferPointer {
      unsafe body(UnsafeMutablePointer(mutating: UnsafeBufferPointer($0).address) + start)
    }
  }
}

extension UnsafeBufferPointer {
  /// Where it begins; where nothing is read when there is nothing.
  var address: UnsafePointer<Element> {
    let nothing = unsafe UnsafePointer<Element>(bitPattern: MemoryLayout<Element>.alignment)
    return unsafe (baseAddress ?? nothing).unsafelyUnwrapped
  }
}
