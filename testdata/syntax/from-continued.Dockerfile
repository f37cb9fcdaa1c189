FROM \
  --platform=$BUILD\
PLATFORM \
  # which
  alpine:\
3.19 \
  AS build
