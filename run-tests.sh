#!/usr/bin/env bash
# All tests, from whatever state the machine is in: readiness, build, format, every test with coverage, the summary.
# The last line is "N passed, N failed, N skipped"; the exit status is 0 when none failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

say() { printf '== %s\n' "$*"; }

# Nothing here runs long enough to pay for code that is compiled a second time, with counters: a third less processor time.
export DOTNET_TieredPGO=0

say "readiness"
containers/ready.sh

# The tests of the report need it; apt and the compiler do not wait for each other.
containers/ready.sh browser &
browser=$!

say "build"
dotnet tool restore --verbosity quiet
dotnet build Harness.sln -c Release --nologo -v quiet

# Without it the tests of the page fail, and the others have been run.
wait "$browser" || say "no browser: the tests of the page will fail"

say "tests; beside them the format, and a stranger's project with the packed packages"
rm -rf TestResults coverage
mkdir -p TestResults/sample
tests/sample-from-packages --no-build --results-directory "$PWD/TestResults/sample" --logger trx >TestResults/sample.log 2>&1 &
sample=$!
# Style and analyzers are the build's, the order of imports a test's.
dotnet format whitespace . --folder --verify-no-changes >TestResults/format.log 2>&1 &
format=$!
status=0
dotnet test Harness.sln -c Release --no-build --nologo \
  --collect "XPlat Code Coverage" --settings tests/coverage.runsettings \
  --results-directory TestResults --logger trx || status=$?

wait "$sample" || { cat TestResults/sample.log; say "the sample does not pass: tests/sample-from-packages"; status=1; }
wait "$format" || { cat TestResults/format.log; say "the format is not clean: run dotnet format Harness.sln"; status=1; }

say "coverage"
dotnet reportgenerator -reports:'TestResults/**/coverage.cobertura.xml' -targetdir:coverage \
  -reporttypes:'Html;TextSummary' -verbosity:Error
sed -n '/Line coverage/p;/Branch coverage/p' coverage/Summary.txt
tests/coverage-by-room --below 85
echo "report: coverage/index.html"

sum() { grep -ho "<Counters [^>]*" TestResults/*.trx | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ n += $1 } END { print n + 0 }'; }
passed=$(sum passed) failed=$(sum failed) total=$(sum total)
echo "$passed passed, $failed failed, $((total - passed - failed)) skipped"
[ "$status" -eq 0 ] && [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
