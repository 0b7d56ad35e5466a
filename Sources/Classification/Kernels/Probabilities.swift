import CRowcastKernels

/// Replaces each logit by its sigmoid, `1 / (1 + e^-z)`, without overflow for any `z`.
func sigmoidInPlace(_ values: inout [Double]) {
  values.withUnsafeMutableBufferPointer { buffer in
    if let z = buffer.baseAddress { rowcast_sigmoids(z, z, buffer.count, 1) }
  }
}

/// Replaces each row of logits by its softmax; the row's largest logit is taken off first.
func softmaxInPlace(_ values: inout [Double], classes k: Int) {
  let rows = values.count / max(1, k)
  values.withUnsafeMutableBufferPointer { buffer in
    guard let z = buffer.baseAddress else { return }
    for i in 0..<rows {
      let row = z + i * k
      var largest = row[0]
      for j in 1..<k { largest = row[j] > largest ? row[j] : largest }
      for j in 0..<k { row[j] -= largest }
    }
    rowcast_exponentials(z, rows * k)
    for i in 0..<rows {
      let row = z + i * k
      var total = 0.0
      for j in 0..<k { total += row[j] }
      let inverse = 1 / total
      for j in 0..<k { row[j] *= inverse }
    }
  }
}
