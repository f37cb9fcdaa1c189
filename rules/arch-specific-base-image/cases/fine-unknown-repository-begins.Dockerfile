FROM ghcr.io/acme/amd64-base:1
