internal import RowcastMachine

// The loss of two classes for a block of rows, eight at a time.
//
// With the class as a sign s = +1 or -1 and the margin m = s z:
//
//     loss      = log(1 + e^-m) = max(-m, 0) + log1p(e), where e = exp(-|m|)
//     residual  = d loss / d z = -s sigmoid(-m), where sigmoid(-m) = e / (1 + e) or 1 / (1 + e)
//
// Without row weights the logarithms are taken once for many rows, of the product of their
// (1 + e), each between 1 and 2: that trades a logarithm for a multiplication.

/// Turns logits into residuals in place, and returns the sum of the weighted losses.
/// - Parameter signs: +1 for class 1, -1 for class 0.
func logisticLoss(
  logits z: UnsafeMutablePointer<Double>, signs: UnsafePointer<Double>,
  weights: UnsafePointer<Double>?, count: Int
) -> Double {
  typealias V = SIMD8<Double>
  var sum = V()
  var product = V(repeating: 1)
  var logarithms = 0.0
  var factors = 0
  var i = 0
  while i < count {
    let lanes = min(8, count - i)
    let (logit, sign) = (load(z + i, lanes), load(signs + i, lanes))
    let margin = logit * sign
    let isRight = margin .>= 0
    let e = exponential(margin.replacing(with: -margin, where: isRight))
    let inverse = 1 / (1 + e)
    var residual = -sign * inverse.replacing(with: e * inverse, where: isRight)
    let hinge = (-margin).replacing(with: 0, where: isRight)
    if let weights {
      let weight = load(weights + i, lanes)
      residual *= weight
      var loss = hinge
      for lane in 0..<lanes { loss[lane] += Elementary.log1p(e[lane]) }
      sum += loss * weight
    } else if lanes == 8 {
      sum += hinge
      product *= 1 + e
      factors += 1
      if factors == 1000 {
        logarithms += sumOfLogarithms(product)
        product = V(repeating: 1)
        factors = 0
      }
    } else {
      for lane in 0..<lanes { logarithms += hinge[lane] + Elementary.log1p(e[lane]) }
    }
    store(residual, to: z + i, lanes)
    i += 8
  }
  return sum.sum() + logarithms + sumOfLogarithms(product)
}

@inline(__always)
func load(_ source: UnsafePointer<Double>, _ lanes: Int) -> SIMD8<Double> {
  if lanes == 8 {
    return UnsafeRawPointer(source).loadUnaligned(as: SIMD8<Double>.self)
  }
  var value = SIMD8<Double>()
  for lane in 0..<lanes { value[lane] = source[lane] }
  return value
}

@inline(__always)
func store(_ value: SIMD8<Double>, to target: UnsafeMutablePointer<Double>, _ lanes: Int) {
  if lanes == 8 {
    UnsafeMutableRawPointer(target).storeBytes(of: value, as: SIMD8<Double>.self)
  } else {
    for lane in 0..<lanes { target[lane] = value[lane] }
  }
}

private func sumOfLogarithms(_ product: SIMD8<Double>) -> Double {
  var sum = 0.0
  for lane in 0..<8 { sum += Elementary.log(product[lane]) }
  return sum
}
