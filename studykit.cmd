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
rem After a plain "dotnet build" there is no stamp; the program stands for it.
set "built=%stamp%"
if not exist "%stamp%" set "built=%program%"
rem A folder is newer when a file came or went.
powershell -NoProfile -Command "$t = (Get-Item -LiteralPath $env:built).LastWriteTime; $files = @(Get-ChildItem -LiteralPath ($env:root + 'lib'), ($env:root + 'data') -Recurse) + @(Get-ChildItem -LiteralPath $env:root -File | Where-Object { $_.Extension -in '.props', '.targets', '.json' }); if ($files | Where-Object { $_.FullName -notlike '*\data\cache*' -and $_.FullName -notlike '*\data\checkpoints*' -and $_.FullName -notlike '*\lib\StudyKit.VSCode*' -and $_.FullName -notlike '*\Page\node_modules*' -and $_.LastWriteTime -gt $t } | Select-Object -First 1) { exit 1 }"
if not errorlevel 1 goto run

:changed
echo The sources are newer than the last build: building, a few seconds to a minute. 1>&2

:build
if not exist "%root%artifacts" mkdir "%root%artifacts"
rem What is edited while it builds is newer than this.
type nul > "%stamp%.new"
dotnet build "%root%lib\StudyKit.Cli\StudyKit.Cli.csproj" -c Release --nologo -v quiet > "%root%artifacts\studykit.log" 2>&1
if errorlevel 1 goto failed
move /y "%stamp%.new" "%stamp%" >nul
echo Built. 1>&2

:run
dotnet "%program%" %*
exit /b %errorlevel%

rem Outside of brackets: a path may have some, too.
:failed
type "%root%artifacts\studykit.log" 1>&2
del "%stamp%.new"
echo The build failed, and nothing was run; its messages are above and in %root%artifacts\studykit.log. 1>&2
exit /b 1
