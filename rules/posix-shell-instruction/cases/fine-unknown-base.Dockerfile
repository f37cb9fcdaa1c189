ARG BASE
FROM $BASE
SHELL ["/bin/bash", "-c"]
