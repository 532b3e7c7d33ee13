@echo off
rem Starts Postern with a Java of at least the release it was built for, wherever this machine keeps one.
setlocal enabledelayedexpansion
set "home=%~dp0.."
set "java="
if defined JAVA_HOME call :suits "%JAVA_HOME%"
if not defined java for %%j in (java.exe) do if not "%%~$PATH:j"=="" call :suits "%%~dp$PATH:j.."
for %%v in ("%ProgramFiles%\Java" "%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\BellSoft" "%ProgramFiles%\Amazon Corretto" "%USERPROFILE%\.jdks") do (
    if exist %%v for /d %%f in ("%%~v\*") do if not defined java call :suits "%%f"
)
if not defined java (
    echo Postern needs Java 25, and none was found. Install a JDK 25, or set JAVA_HOME to where it is. 1>&2
    exit /b 3
)
"%java%" "@%home%\java.options" -p "%home%\lib" -m postern/postern.cli.Main %*
exit /b %errorlevel%

:suits
rem The release file of a Java says what it is; starting it would take longer.
if defined java exit /b
if not exist "%~1\bin\java.exe" exit /b
if not exist "%~1\release" exit /b
for /f "tokens=2 delims==" %%r in ('findstr /b JAVA_VERSION= "%~1\release"') do set "version=%%~r"
for /f "delims=.-+ tokens=1" %%m in ("%version%") do if %%m GEQ 25 set "java=%~1\bin\java.exe"
exit /b
