@echo off
rem Runs the kit's command line. Builds it first when its sources are newer than the last build.
setlocal
set "root=%~dp0"
set "program=%root%artifacts\bin\StudyKit.Cli\release\StudyKit.Cli.dll"
set "stamp=%root%artifacts\studykit.built"

where dotnet >nul 2>nul
if errorlevel 1 (
    echo studykit needs the .NET 10 SDK, and there is no dotnet command on the PATH: https://dotnet.microsoft.com/download 1>&2
    exit /b 127
)

if not exist "%program%" (
    echo First time: restoring packages ^(about 200 MB to download unless they are there^) and building, which takes about a minute on two cores, longer on a slow line. 1>&2
    goto build
)
if not exist "%stamp%" goto changed
powershell -NoProfile -Command "$t = (Get-Item -LiteralPath $env:stamp).LastWriteTime; $files = @(Get-ChildItem -LiteralPath ($env:root + 'lib'), ($env:root + 'data') -Recurse -File) + @(Get-ChildItem -LiteralPath $env:root -File | Where-Object { $_.Extension -in '.props', '.targets', '.json' }); if ($files | Where-Object { $_.FullName -notlike '*\data\cache\*' -and $_.FullName -notlike '*\lib\StudyKit.VSCode\*' -and $_.FullName -notlike '*\Page\node_modules\*' -and $_.LastWriteTime -gt $t } | Select-Object -First 1) { exit 1 }"
if not errorlevel 1 goto run

:changed
echo The sources are newer than the last build: building, a few seconds to a minute. 1>&2

:build
if not exist "%root%artifacts" mkdir "%root%artifacts"
dotnet build "%root%lib\StudyKit.Cli\StudyKit.Cli.csproj" -c Release --nologo -v quiet > "%root%artifacts\studykit.log" 2>&1
if errorlevel 1 (
    type "%root%artifacts\studykit.log" 1>&2
    echo The build failed, and nothing was run; its messages are above and in %root%artifacts\studykit.log. 1>&2
    exit /b 1
)
type nul > "%stamp%"
echo Built. 1>&2

:run
dotnet "%program%" %*
exit /b %errorlevel%
