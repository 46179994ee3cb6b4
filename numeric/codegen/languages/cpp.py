"""C++17: a header without a source, with CMake."""

from beyondthermal.numeric.codegen.dialect import words
from beyondthermal.numeric.codegen.language import Package
from beyondthermal.numeric.codegen.lines import broken, commented
from beyondthermal.numeric.programs.program import Program

from .c import FAST, VECTOR
from .c_family import CMAKE, KEYWORDS, CFamily

__all__ = ["CPP", "LANGUAGE"]

STRICT = "-std=c++17 -Wall -Wextra -Werror -pedantic -Wconversion -Wshadow"
# Namespaces and macros, and functions of C that headers declare outside of any namespace; those of
# mathematics come with an f and an l as well.
NAMES = words("""
    abort abs access acos acosh alarm asctime asin asinh assert atan atan2 atanh atexit atof
    atoi atol atoll basename bcmp bcopy brk bsearch btowc bzero calloc canonicalize cbrt ceil
    chdir clearerr clock clog clone close conj copysign cos cosh creat crypt ctime daemon
    daylight difftime div drand48 drem dup dup2 dysize environ erand48 erf erfc errno execl
    execv exit exp exp10 exp2 expm1 fabs fadd fclose fcntl fdim fdiv feof ferror fflush ffs
    fgetc fgets fileno finite floor fma fmax fmin fmod fmul fopen fork fprintf fputc fputs fread
    free freopen frexp fscanf fseek fsub ftell fwrite gamma getc getchar getenv getline getopt
    getpass getpid gets gettext gettimeofday getw gmtime hypot ilogb imaxabs index initstate
    isalnum isalpha isatty isblank iscntrl isdigit isgraph isinf islower isnan isprint ispunct
    isspace isupper isxdigit iszero j0 j1 jn jrand48 kill labs ldexp ldiv lgamma link linux
    llabs lldiv llrint llround localtime lockf log log10 log1p log2 logb longjmp lrand48 lrint
    lround lseek malloc memccpy memchr memcmp memcpy memmove memset mktime modf mrand48 nan
    nearbyint nextafter nextdown nexttoward nextup nice nrand48 obstack open optarg pause pclose
    perror pipe popen posix pow pow10 pread printf profil putc putchar puts putw qsort
    quick_exit raise rand random read readlink realloc realpath remainder remove remquo rename
    revoke rewind rindex rint rmdir round roundeven scalb scalbln scalbn scanf seed48 select
    setbuf setenv setjmp setlocale sigaction signal signbit signgam significand sin sincos sinh
    sleep snprintf sprintf sqrt srand srandom sscanf ssignal stderr stdin stdout stime strcat
    strchr strcmp strcpy strdup strlen strtod strtok swab sync system tan tanh tempnam tgamma
    time timezone tmpfile toascii tolower toupper trunc truncate tzname tzset ungetc unix unlink
    unsetenv usleep va_arg vfork vprintf wait write y0 y1 yn
""")
TAKEN = frozenset(word + end for word in NAMES for end in ("", "f", "l"))


def _clones(package: Package) -> str:
    """A macro: whoever includes the header has others."""
    return f"{package.module.upper()}_CLONES"


class CPP(CFamily):
    """C++17."""

    key = "cpp"
    title = "C++17"
    tools = ("g++",)
    reserved = KEYWORDS | CMAKE | TAKEN
    dialect = CFamily.spoken(std="std::", detail="detail::")
    # One program whose every operation is rounded, and one as the header recommends.
    building = (
        f"g++ {STRICT} {VECTOR} -ffp-contract=off -o test test.cpp",
        f"g++ {STRICT} {FAST} -o fast test.cpp",
    )
    running, timing = "./test", "./fast"
    # A header has nothing to be built.
    installing = ()
    example = (
        "example.cpp",
        "example.cpp",
        f"c++ -std=c++17 {VECTOR} -I. -o example example.cpp",
        "./example",
    )
    linting = (
        f"g++ -fsyntax-only {STRICT} -Wold-style-cast -O2 test.cpp",
        f"clang++ -fsyntax-only {STRICT} -Wold-style-cast test.cpp",
    )
    paths = (
        ("module.hpp", "«module».hpp"), ("test.cpp", "test.cpp"),
        ("CMakeLists.txt", "CMakeLists.txt"),
    )  # fmt: skip

    def fields(self, package: Package) -> dict[str, str]:
        """Header and test program."""
        first, programs = package.programs[0], package.programs
        arrays = self.numbered("x[{}].data()", first)
        call = f"{package.module}::{self.dialect.identifier(first.name)}_array"
        spelt = {"inline": "[[gnu::always_inline]] inline",
                 "memcpy": "std::memcpy", "uint": "std::uint64_t", "size": "std::size_t",
                 "block": "constexpr std::size_t BLOCK = 64;", "real": self.real(package),
                 "define": "constexpr double SHIFT = 6755399441055744.0;"}  # fmt: skip
        own = self.helpers(programs, spelt)
        bits = any("uint64_t" in text for text in own)
        if package.single:
            own += [self._kernel(program) for program in programs]
        own = ["namespace detail {\n", *own, "}  // namespace detail\n"]
        functions = [*own, *(self._function(package, program) for program in programs)]
        return {
            **self.test(package),
            "bench": f"{call}({arrays}, result.data(), count);",
            "guard": package.module.upper() + "_HPP",
            "fast": FAST,
            "includes": "#include <cstdint>\n#include <cstring>\n" if bits else "",
            "ieee": self.template("c/ieee.h", {}),
            "wide": self.template("c/clones.h", {"clones": _clones(package)}),
            "clones": _clones(package),
            "functions": "\n".join(functions).rstrip(),
        }

    def _head(self, program: Program, real: str, attributes: str) -> str:
        name, count = self.dialect.identifier(program.name), len(program.outputs)
        arguments = ", ".join(f"{real}\xa0{name}" for name in self.dialect.arguments(program))
        returned = real if count == 1 else f"std::array<{real},\xa0{count}>"
        return broken(f"{attributes}inline {returned} {name}({arguments}) noexcept", "    ")

    def _kernel(self, program: Program) -> str:
        """A function in double precision."""
        return f"{self._head(program, 'double', '')}\n{self._body(program)}\n"

    def _body(self, program: Program) -> str:
        count = len(program.outputs)
        last = ["return {0};"]
        if count > 1:
            last = ["return {{{{", *(f"    {{{k}}}," for k in range(count)), "}}}};"]
        return "\n".join(self.statements(program, last))

    def _function(self, package: Package, program: Program) -> str:
        """A point, then whole arrays."""
        real, count = self.real(package), len(program.outputs)
        name, names = self.dialect.identifier(program.name), self.dialect.arguments(program)
        given = [f"const\xa0{real}\xa0*{argument}" for argument in names]
        given += [f"{real}\xa0*result", "std::size_t\xa0count"]
        # Loops can be vectorised only over what is inlined.
        array = f"[[gnu::flatten]] inline void {name}_array({', '.join(given)}) noexcept"
        target = "result[i]" if count == 1 else "const auto point"
        elements = ", ".join(f"{argument}[i]" for argument in names)
        step = f"            {target} = {name}({elements});"
        fields = {
            "about": commented(self.about(program), " *"),
            "head": self._head(program, real, "[[nodiscard]] "),
            "body": self._rounded(program) if package.single else self._body(program),
            "array": broken(array, "    "),
            "clones": _clones(package),
            "fetched": "".join(f"        detail::fetch({x}, END, count);\n" for x in names),
            "step": broken(step, "                "),
            "count": str(count),
        }
        return self.template("one.hpp" if count == 1 else "several.hpp", fields)

    def _rounded(self, program: Program) -> str:
        """A body that calls the function in double precision."""
        name, names = self.dialect.identifier(program.name), self.dialect.arguments(program)
        call, count = f"detail::{name}({', '.join(names)})", len(program.outputs)
        if count == 1:
            return f"{{\n    return static_cast<float>({call});\n}}"
        return self.template("rounded.hpp", {"call": call, "count": str(count)}).rstrip()

    def call(self, package: Package) -> str:
        """The first result."""
        first = "[0]" * (len(package.programs[0].outputs) > 1)
        return f"{package.module}::{super().call(package)}{first}"

    def case(self, package: Package, program: Program) -> str:
        """How the test program calls both functions."""
        name = f"{package.module}::{self.dialect.identifier(program.name)}"
        given, arrays = (self.numbered(f"x.at({{}}){end}", program) for end in ("[0]", ".data()"))
        lines = [f'if (name == "{program.name}") {{', f"    one = list({name}({given}));",
                 f"    return {name}_array({arrays}, all, COPIES);", "}"]  # fmt: skip
        return "\n".join(broken(f"    {line}", "            ") for line in lines)


LANGUAGE = CPP()
