@echo off
rem Starts Postern with a Java of at least the release it was built for, wherever this machine keeps one.
rem Delayed expansion stays off: it would eat the exclamation marks of arguments like smtpd_tls_protocols=!SSLv2.
setlocal disabledelayedexpansion
for %%h in ("%~dp0..") do set "home=%%~fh"
set "java="
if defined JAVA_HOME call :suits "%JAVA_HOME%"
if not defined java for %%j in (java.exe) do if not "%%~$PATH:j"=="" call :suits "%%~dp$PATH:j.."
for %%v in ("%ProgramFiles%\Java" "%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu" "%ProgramFiles%\BellSoft" "%ProgramFiles%\Amazon Corretto" "%USERPROFILE%\.jdks" "%USERPROFILE%\scoop\apps") do (
    if exist %%v for /d %%f in ("%%~v\*") do if not defined java call :suits "%%f"
)
if not defined java (
    echo Postern needs Java 25, and none was found. Install a JDK 25, or set JAVA_HOME to where it is. 1>&2
    exit /b 3
)

rem The ahead-of-time cache fits only the Java and the folder that it was made with; see the script postern.
set "cache=%home%\postern.aot"
set "fits=%java% %version% %home%"
if defined POSTERN_RECORD goto record
set "recorded="
if exist "%cache%.for" set /p recorded=<"%cache%.for"
set "option="
if "%recorded%"=="%fits%" set option="-XX:AOTCache=%cache%"
"%java%" "@%home%\java.options" %option% -p "%home%\lib" -m postern/postern.cli.Main %*
exit /b %errorlevel%

:record
if exist "%cache%.for" del "%cache%.for"
"%java%" "@%home%\java.options" "-XX:AOTCacheOutput=%cache%" -Djava.awt.headless=true -p "%home%\lib" -m postern/postern.cli.Main %*
set "status=%errorlevel%"
if exist "%cache%" >"%cache%.for" echo(%fits%
exit /b %status%

:suits
rem The release file of a Java says what it is; starting it would take longer.
if defined java exit /b
if not exist "%~1\bin\java.exe" exit /b
if not exist "%~1\release" exit /b
for /f "tokens=2 delims==" %%r in ('findstr /b JAVA_VERSION= "%~1\release"') do set "version=%%~r"
for /f "delims=.-+ tokens=1" %%m in ("%version%") do if %%m GEQ 25 set "java=%~1\bin\java.exe"
exit /b
