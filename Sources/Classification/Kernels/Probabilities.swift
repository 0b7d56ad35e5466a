/// Replaces each logit by its sigmoid, `1 / (1 + e^-z)`, without overflow for any `z`.
func sigmoidInPlace(_ values: inout [Double]) {
  let count = values.count
  values.withUnsafeMutableBufferPointer { buffer in
    guard let z = buffer.baseAddress else { return }
    var i = 0
    while i < count {
      let lanes = min(8, count - i)
      let logit = load(z + i, lanes)
      let isPositive = logit .>= 0
      let e = exponential(logit.replacing(with: -logit, where: isPositive))
      let inverse = 1 / (1 + e)
      store((e * inverse).replacing(with: inverse, where: isPositive), to: z + i, lanes)
      i += 8
    }
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
    exponentiate(z, count: rows * k)
    for i in 0..<rows {
      let row = z + i * k
      var total = 0.0
      for j in 0..<k { total += row[j] }
      let inverse = 1 / total
      for j in 0..<k { row[j] *= inverse }
    }
  }
}
