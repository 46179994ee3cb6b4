"""What C and its relatives share: names, expressions, and an exponential that can be vectorised."""

import re
from abc import abstractmethod
from collections.abc import Mapping, Sequence

from beyondthermal.numeric.codegen.dialect import Dialect, calls, words
from beyondthermal.numeric.codegen.guarding import clipped
from beyondthermal.numeric.codegen.language import Language, Package
from beyondthermal.numeric.codegen.lines import broken
from beyondthermal.numeric.programs.program import Program, called

__all__ = ["CMAKE", "CTEST", "KEYWORDS", "CFamily"]

CTEST = (
    "cmake -S . -B build -DCMAKE_BUILD_TYPE=Release", "cmake --build build",
    "ctest --test-dir build --output-on-failure",
)  # fmt: skip

# A header of C is read by C++ as well, so that words of one are no names in the other.
KEYWORDS = words("""
    alignas alignof and and_eq asm atomic_cancel atomic_commit atomic_noexcept auto bitand bitor
    bool break case catch char char16_t char32_t char8_t class co_await co_return co_yield compl
    concept const const_cast consteval constexpr constinit continue decltype default delete do
    double dynamic_cast else enum explicit export extern false float for friend goto if inline int
    long main mutable namespace new noexcept not not_eq nullptr operator or or_eq private protected
    public reflexpr register reinterpret_cast requires restrict return short signed sizeof static
    static_assert static_cast struct switch synchronized template this thread_local throw true try
    typedef typeid typename typeof typeof_unqual union unsigned using virtual void volatile wchar_t
    while xor xor_eq _Alignas _Alignof _Atomic _BitInt _Bool _Complex _Decimal128 _Decimal32
    _Decimal64 _Generic _Imaginary _Noreturn _Static_assert _Thread_local
""")
# What the generated functions call, and the names of their own.
TAKEN = words("""
    acos acosh asin asinh atan atan2 atanh cbrt cos cosh count detail expm1 exponential
    exponential_clipped exponential_reduced fabs i k larger log log1p memcpy point pow
    power_of_two result sin sinh size_t smaller sqrt std tan tanh
    BLOCK CLONES END INLINE SHIFT fetch
""")
# Names of CMake's own targets, of libraries that are always linked, and of the test program.
CMAKE = words("""
    all c clean depend dl edit_cache help install list_install_components m package package_source
    preinstall pthread rebuild_cache rt std stdc test uninstall
""")
# Each function after those that it calls.
HELPERS = ("larger", "smaller", "scale", "exponential_clipped", "exponential")
NEEDS: Mapping[str, tuple[str, ...]] = {
    "max": ("larger",),
    "min": ("smaller",),
    "exp_clipped": ("scale", "exponential_clipped"),
    "exp": ("larger", "smaller", "scale", "exponential"),
}


class CFamily(Language):
    """C and its relatives."""

    sign = " *"
    testing: tuple[str, ...] = CTEST
    installing: tuple[str, ...] = CTEST[:2]
    arrays = (
        "Those with `_array` at their ends take one array for each argument, one for the results, "
        "which follow each other point by point, and the number of points."
    )
    # The marks of comments, and trigraphs.
    parted = re.compile(r"(?<=\*)(?=/)|(?<=/)(?=\*)|(?<=\?)(?=\?)")

    @staticmethod
    def spoken(std: str = "", detail: str = "") -> Dialect:
        """The dialect, with what stands before names of the standard library and of helpers."""
        own = {"max": "larger", "min": "smaller", "exp": "exponential",
               "exp_clipped": "exponential_clipped"}  # fmt: skip
        own = {name: detail + call for name, call in own.items()}
        named = calls(f"{std}{{}}", abs=f"{std}fabs", **own)
        return Dialect(name=str, calls=named, bare=True, reserved=KEYWORDS | TAKEN)

    def helpers(self, programs: Sequence[Program], fields: Mapping[str, str]) -> list[str]:
        """The functions that programs need, after that which all loops over arrays call."""
        needed = {helper for name in called([clipped(p) for p in programs])
                  for helper in NEEDS.get(name, ())}  # fmt: skip
        names = ["fetch", *(name for name in HELPERS if name in needed)]
        return [self.template(f"c/{name}.c", fields) for name in names]

    def test(self, package: Package) -> dict[str, str]:
        """What a test program needs to know, whatever it calls."""
        programs = package.programs
        return {
            "tolerance": "6e-8" if package.single else "5e-16",
            "arguments": str(max(len(program.arguments) for program in programs)),
            "results": str(max(len(program.outputs) for program in programs)),
            "bench_results": str(len(programs[0].outputs)),
            "cases": "\n".join(self.case(package, program) for program in programs),
        }

    @abstractmethod
    def case(self, package: Package, program: Program) -> str:
        """How the test program calls both functions."""

    def statements(self, program: Program, last: Sequence[str]) -> list[str]:
        """A function's body in braces: its parts, and at the end templates with each result."""
        cheap = clipped(program)
        results = self.dialect.results(cheap)
        lines = self.dialect.body(cheap, "    const double {name} = {code};")
        lines += [f"    {line.format(*results)}" for line in last]
        return ["{", *(broken(line, "        ") for line in lines), "}"]
