# What stands behind `||` gives up, or tries the same again.
FROM debian:bookworm-slim
RUN apt-get install -y intel-microcode || exit 1
RUN apt-get install -y intel-microcode || { echo failed; exit 1; }
RUN apt-get install -y intel-microcode || (echo failed && false)
RUN apt-get install -y intel-microcode || (apt-get update && apt-get install -y intel-microcode)
RUN apt-get install -y intel-microcode || apt-get install -y -f
RUN if ! apt-get install -y intel-microcode; then exit 1; fi
RUN if [ -n "$EXTRA" ]; then apt-get install -y intel-microcode; fi
RUN if apt-cache show libssl1.1; then apt-get install -y intel-microcode; fi
