#pragma once
#include <cblas.h>

// The settings of the allocator that the large blocks come from; Swift's own Glibc module leaves
// them out.
#if defined(__linux__)
#include <malloc.h>
#endif
