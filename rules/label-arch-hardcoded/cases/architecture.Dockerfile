FROM debian:bookworm
LABEL name="shop" architecture="x86_64" version="1"
