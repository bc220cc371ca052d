@echo off
rem Runs Aumann on Windows; builds it first if it has not been built. Needs a JDK 25 in JAVA_HOME, or its java on PATH.
rem After a change of the sources: mvnw.cmd package -DskipTests -pl app -am
rem
rem AUMANN_JAVA_OPTS   further options of the JVM, such as -Xmx8g; -XX:MaxDirectMemorySize=8g for tensors, else a quarter of the memory
rem AUMANN_DEBUG=1     stack traces of internal errors
rem
rem Standard error begins with a warning of the JVM that an incubator module is in use, which ./aumann leaves out.
setlocal
set "jar=%~dp0app\target\aumann.jar"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if exist "%jar%" goto run
echo aumann: building, which takes a minute or two 1>&2
pushd "%~dp0"
call mvnw.cmd -q package -DskipTests -Dspotless.check.skip -pl app -am 1>&2
set "status=%errorlevel%"
popd
if "%status%"=="0" goto run
echo aumann: the build failed 1>&2
exit /b 3
:run
"%java%" --add-modules=jdk.incubator.vector --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ^
  -XX:+UseParallelGC -XX:NewRatio=8 -Xshare:auto -Xlog:disable -Xlog:all=error:stderr %AUMANN_JAVA_OPTS% -jar "%jar%" %*
exit /b %errorlevel%
