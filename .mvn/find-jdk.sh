# Sourced, not run. Sets JAVA_HOME to a JDK 25 or later, or prints one line and returns 1.
# Looks at JAVA_HOME, then at the java on PATH, then in the usual folders.

aumann_jdk_version() { # prints the feature version of the JDK in folder $1, or nothing
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

aumann_resolved() { # prints what file $1 is a link to, in the end
  local file=$1 target
  while [ -L "$file" ]; do
    target=$(readlink "$file")
    case $target in
      /*) file=$target ;;
      *) file=${file%/*}/$target ;;
    esac
  done
  echo "$(cd "${file%/*}" && pwd -P)/${file##*/}"
}

aumann_find_jdk() {
  local candidate version on_path
  on_path=$(command -v javac 2>/dev/null) && on_path=$(aumann_resolved "$on_path") && on_path=${on_path%/bin/javac}
  for candidate in "${JAVA_HOME:-}" "$on_path" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.jbang/cache/jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -n "$candidate" ] || continue
    version=$(aumann_jdk_version "$candidate")
    if [ -n "$version" ] && [ "$version" -ge 25 ]; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done
  echo "aumann: no JDK 25 or later found in JAVA_HOME (${JAVA_HOME:-not set}), on PATH or in /usr/lib/jvm; install one (for example Temurin 25) or set JAVA_HOME" >&2
  return 1
}

aumann_find_jdk
